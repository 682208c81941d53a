import type { AnyRecord } from "../../engine/decoded-record.ts";
import { asEnvelope, type Envelope } from "../decode/envelope.ts";

/** What is POSTed for a record. */
export interface ForwardedRequest {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** The request that hands a record on: its bytes as they were sent, their type, and where the record stands in the stream. Of a record
 * in an envelope, the body within it and the headers that the envelope kept. */
export function requestOf(record: AnyRecord): ForwardedRequest {
  const envelope = envelopeIn(record);
  return {
    body: envelope?.body ?? record.bytes,
    headers: {
      "content-type": typeOf(record.encoding),
      ...envelope?.headers,
      ...(record.streamName !== undefined && { "x-kinesis-stream-name": record.streamName }),
      ...(record.shardId !== null && {
        "x-kinesis-shard-id": record.shardId,
        "x-kinesis-sequence-number": record.sequenceNumber,
      }),
      ...(record.subSequenceNumber !== undefined && { "x-kinesis-sub-sequence-number": `${record.subSequenceNumber}` }),
      ...(record.partitionKey !== null && { "x-kinesis-partition-key": headerValue(record.partitionKey) }),
      ...(record.arrivedAt !== null && { "x-kinesis-arrived-at": record.arrivedAt }),
    },
  };
}

function typeOf(encoding: string): string {
  if (encoding === "json") return "application/json";
  return encoding === "text" ? "text/plain; charset=utf-8" : "application/octet-stream";
}

/** Headers that belong to the connection on which a request came, or to a body that API Gateway unpacked. */
const ofTheWay =
  /^(host|connection|content-length|content-encoding|transfer-encoding|keep-alive|upgrade|te|trailer|expect|proxy-.*|x-kinesis-.*)$/i;

/** The request in an envelope as `--envelope` writes it; undefined for any other record. */
function envelopeIn(record: AnyRecord): ForwardedRequest | undefined {
  const found = record.encoding === "json" ? asEnvelope(record.data) : undefined;
  if (found === undefined) return undefined;
  const { encoding, headers } = found;
  const body = bodyOf(found, record.text);
  if (body === undefined) return undefined;
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !ofTheWay.test(name)
      ? [[name.toLowerCase(), headerValue(value)] as const]
      : [],
  );
  return {
    body,
    headers: { "content-type": typeOf(encoding), ...Object.fromEntries(kept) },
  };
}

/** The bytes of the body. A parsed one is cut out of the text, so that its numbers keep their digits. Undefined for one that is nested
 * too deeply to be written: no envelope of this tool, which begins with its body. */
function bodyOf({ body, encoding }: Envelope, text: string): Uint8Array | undefined {
  if (encoding !== "json") return Buffer.from(String(body), encoding === "text" ? "utf8" : "base64");
  const start = '{"body":';
  if (text.startsWith(start))
    for (const { index } of text.matchAll(/,"encoding":"json"/g)) {
      const cut = text.slice(start.length, index);
      if (isJson(cut)) return Buffer.from(cut);
    }
  try {
    return Buffer.from(JSON.stringify(body));
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A header takes printable ASCII; anything else is percent-encoded as UTF-8. */
function headerValue(text: string): string {
  return text.replace(/[^\x20-\x7e]+/gu, (part) => encodeURIComponent(Buffer.from(part).toString()));
}
