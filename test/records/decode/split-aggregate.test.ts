import { expect, test } from "vitest";
import { splitAggregate } from "../../../src/records/decode/split-aggregate.ts";

/** What RecordAggregator of aws-kinesis-agg 4.2.8 (github.com/awslabs/kinesis-aggregation, on protobufjs) made of `sent`. */
const aggregate = Buffer.from(
  [
    "84mawgoGdXNlci0xCgZ1c2VyLTIKBnVzZXItMxIBMBInMTcwMTQxMTgzNDYwNDY5MjMxNzMxNjg3MzAzNzE1ODg0MTA1NzI4GhwI",
    "ABAAGhZ7Im4iOjEsInRleHQiOiJmaXJzdCJ9GhoIARABGhRHcsO8w59lLCDkuJbnlYwg8J+RixoKCAAQABoEAP+AfxoPCAIaC25v",
    "IGhhc2gga2V5GgYIARABGgAaiQEIABAAGoIBeHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4",
    "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4",
    "eHh4eHh4eEyAmyS6rHdpJPTe20vY3Kg=",
  ].join(""),
  "base64",
);

/** With and without explicit hash keys, text beyond ASCII, bytes that are no text, none, and more than a one-byte length can say. */
const sent = [
  ["user-1", Buffer.from('{"n":1,"text":"first"}')],
  ["user-2", Buffer.from("Grüße, 世界 👋")],
  ["user-1", Buffer.from([0x00, 0xff, 0x80, 0x7f])],
  ["user-3", Buffer.from("no hash key")],
  ["user-2", Buffer.alloc(0)],
  ["user-1", Buffer.from("x".repeat(130))],
] as const;

test("what another implementation has aggregated is split as it was sent", () => {
  const parts = splitAggregate(aggregate)?.map(({ partitionKey, bytes }) => [partitionKey, Buffer.from(bytes)]);
  expect(parts).toEqual(sent);
});

test("with a wrong MD5, a byte less or another beginning it is none", () => {
  const wrong = Buffer.from(aggregate);
  wrong[wrong.length - 1] = 0;
  expect(splitAggregate(wrong)).toBeUndefined();
  expect(splitAggregate(aggregate.subarray(0, -1))).toBeUndefined();
  expect(splitAggregate(aggregate.subarray(1))).toBeUndefined();
});
