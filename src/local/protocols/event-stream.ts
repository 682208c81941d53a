import { crc32 } from "node:zlib";

/** One message of an event stream: its type, such as `SubscribeToShardEvent`, and its members. */
export interface StreamEvent {
  readonly type: string;
  readonly value: unknown;
}

/** An operation's answer that comes event by event. */
export class EventStream {
  readonly events: AsyncIterable<StreamEvent>;

  constructor(events: AsyncIterable<StreamEvent>) {
    this.events = events;
  }
}

/** The media type of an event stream. */
export const eventStreamType = "application/vnd.amazon.eventstream";

const textHeader = 7;
const crcBytes = 4;
const preludeBytes = 12;

/** Encodes an event, or the exception that ends the stream: lengths and their checksum, headers, payload, checksum of all. */
export function encodeEvent(
  type: string,
  contentType: string,
  payload: string | Buffer,
  kind: "event" | "exception" = "event",
): Buffer {
  const headers = Buffer.concat([
    header(`:${kind}-type`, type),
    header(":content-type", contentType),
    header(":message-type", kind),
  ]);
  const body = Buffer.from(payload);
  const message = Buffer.alloc(preludeBytes + headers.length + body.length + crcBytes);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(headers.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  headers.copy(message, preludeBytes);
  body.copy(message, preludeBytes + headers.length);
  message.writeUInt32BE(crc32(message.subarray(0, -crcBytes)), message.length - crcBytes);
  return message;
}

function header(name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([Buffer.from([key.length]), key, Buffer.from([textHeader]), length, text]);
}
