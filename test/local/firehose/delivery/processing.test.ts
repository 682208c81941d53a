import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { withDefaults } from "../../../../src/local/firehose/check-destination.ts";
import { processed } from "../../../../src/local/firehose/delivery/processing.ts";

const envelope = JSON.stringify({
  messageType: "DATA_MESSAGE",
  logGroup: "g",
  logEvents: [{ message: "one" }, { message: '{"two":2}' }],
});

const by = (data: Uint8Array, Enabled: boolean, ...types: readonly ("Decompression" | "CloudWatchLogProcessing")[]) =>
  Buffer.from(
    processed(
      data,
      withDefaults({
        RoleARN: "r",
        BucketARN: "b",
        ProcessingConfiguration: { Enabled, Processors: types.map((Type) => ({ Type })) },
      }),
    ),
  ).toString();

test("records are decompressed, and of envelopes the messages are taken, a line each", () => {
  const packed = gzipSync(envelope);
  expect(by(packed, true, "Decompression")).toBe(envelope);
  expect(by(packed, true, "Decompression", "CloudWatchLogProcessing")).toBe('one\n{"two":2}\n');
  expect(by(packed, false, "Decompression")).toBe(packed.toString());
  expect(by(packed, true)).toBe(packed.toString());
});

test("what is no envelope stays as it is", () => {
  expect(by(Buffer.from("plain"), true, "Decompression")).toBe("plain");
  expect(by(gzipSync("{}"), true, "Decompression", "CloudWatchLogProcessing")).toBe(gzipSync("{}").toString());
});
