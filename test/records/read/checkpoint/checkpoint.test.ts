import fc from "fast-check";
import { expect, test } from "vitest";
import {
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
  type Place,
} from "../../../../src/records/read/checkpoint/checkpoint.ts";

const number = fc.bigInt({ min: 0n, max: 2n ** 186n }).map(String);
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constant("done" as const),
  fc.record({ type: fc.constantFrom("at" as const, "after" as const), sequenceNumber: number }),
  fc.record({ type: fc.constant("at" as const), sequenceNumber: number, sub: fc.nat() }),
);

test("what is written is read again", () => {
  fc.assert(
    fc.property(
      fc.record({
        stream: fc.string(),
        region: fc.string(),
        endpoint: fc.option(fc.webUrl(), { nil: undefined }),
        arn: fc.option(fc.string(), { nil: undefined }),
        createdAt: fc.option(fc.string(), { nil: undefined }),
        since: fc.oneof(
          fc.constant({ type: "trim-horizon" as const }),
          fc.record({
            type: fc.constant("time" as const),
            at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }),
          }),
        ),
        places: fc.array(fc.tuple(fc.stringMatching(/^shardId-\d{12}$/), place)).map((all) => new Map(all)),
      }),
      (checkpoint: Checkpoint) => {
        expect(readCheckpoint(writeCheckpoint(checkpoint))).toEqual(checkpoint);
      },
    ),
  );
});

const good = { version: 1, stream: "orders", region: "eu-west-1", since: "trim-horizon", shards: {} };

test.each([
  ["", false],
  ["{}", false],
  ["[1]", false],
  [JSON.stringify(good), true],
  [JSON.stringify({ ...good, version: 2 }), false],
  [JSON.stringify({ ...good, stream: 5 }), false],
  [JSON.stringify({ ...good, endpoint: 5 }), false],
  [JSON.stringify({ ...good, since: "yesterday" }), false],
  [JSON.stringify({ ...good, since: "latest" }), false],
  [JSON.stringify({ ...good, shards: [] }), false],
  [JSON.stringify({ ...good, shards: { "shardId-0": "finished" } }), false],
  [JSON.stringify({ ...good, shards: { "shardId-0": { after: "x" } } }), false],
  [JSON.stringify({ ...good, shards: { "shardId-0": { after: 5 } } }), false],
  [JSON.stringify({ ...good, shards: { "shardId-0": { after: "5", at: "5" } } }), false],
  [JSON.stringify({ ...good, shards: { "shardId-0": { after: "5", sub: 1 } } }), false],
  [JSON.stringify({ ...good, shards: { "shardId-0": { at: "5", sub: -1 } } }), false],
  [JSON.stringify({ ...good, shards: { "shardId-0": { at: "5", more: 1 } } }), false],
])("%s is a checkpoint: %s", (text, is) => {
  expect(readCheckpoint(text) !== undefined).toBe(is);
});
