import { createHash } from "node:crypto";

export interface Packed {
  readonly key: string;
  readonly data: Uint8Array;
}

/** A record in the Kinesis Producer Library's aggregation format, as the library writes it. */
export function aggregated(records: readonly Packed[]): Buffer {
  const keys = [...new Set(records.map(({ key }) => key))];
  return framed(
    Buffer.concat([
      ...keys.map((key) => bytesField(1, Buffer.from(key))),
      bytesField(2, Buffer.from("12345")),
      ...records.map(({ key, data }) =>
        bytesField(3, Buffer.concat([numberField(1, keys.indexOf(key)), numberField(2, 0), bytesField(3, data)])),
      ),
    ]),
  );
}

/** Any protobuf message with the magic before and its MD5 behind. */
export function framed(message: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from("f3899ac2", "hex"), message, createHash("md5").update(message).digest()]);
}

function bytesField(number: number, value: Uint8Array): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(value.length), value]);
}

export function numberField(number: number, value: number): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
