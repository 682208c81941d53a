import { expect, test } from "vitest";
import { shardLines } from "../../../../src/cli/commands/shards/shard-lines.ts";
import { columnsOf } from "../../../../src/report/record/fold.ts";

const half = 2n ** 127n;
const shard = (number: number, ...parents: readonly number[]) => ({
  shardId: `shardId-${String(number).padStart(12, "0")}`,
  state: "open" as const,
  range: { start: 0n, end: half - 1n },
  parents: parents.map((parent) => `shardId-${String(parent).padStart(12, "0")}`),
  recordsPerMinute: 1_234,
  lag: 0,
});

const stream = {
  streamName: "orders",
  region: "eu-west-1",
  shards: [shard(0), shard(7, 1, 2)],
  consumers: [
    { name: "kinesis-proxy_laptop.4026531836_4711_1767225600", arn: "a", status: "ACTIVE", createdAt: undefined },
  ],
};

test("in a pipe each shard is a line", () => {
  expect(shardLines(stream).slice(1, 4)).toEqual([
    "shard  state  hash keys           share  parents  records/min  lag",
    "0      open   00000000..7fffffff  50 %   -        1234         none",
    "7      open   00000000..7fffffff  50 %   1+2      1234         none",
  ]);
});

test.each([
  [half / 2n - 1n, "25 %"],
  [half / 2n, "25 %"],
  [half + half / 2n - 1n, "75 %"],
  [(2n * half) / 3n, "33.33 %"],
  [2n, "0 %"],
])("a range of %d keys is %s of the stream", (keys, share) => {
  const [, , line] = shardLines({ ...stream, shards: [{ ...shard(0), range: { start: 0n, end: keys - 1n } }] });
  expect(line).toContain(`  ${share}  `);
});

test("on a narrow terminal the columns that do not fit go on below", () => {
  const lines = shardLines({ ...stream, width: 60 });
  expect(lines.slice(1, 7)).toEqual([
    "shard  state  hash keys           share  parents",
    "  records/min  lag",
    "0      open   00000000..7fffffff  50 %   -",
    "  1234         none",
    "7      open   00000000..7fffffff  50 %   1+2",
    "  1234         none",
  ]);
});

test.each([8, 20, 40, 60, 66])("nothing is wider than %i columns, and nothing is lost", (width) => {
  const wide = { ...shard(8, 3), shardId: "a-shard-of-some-emulator-with-a-long-name-0008" };
  const some = { ...stream, shards: [...stream.shards, wide] };
  const lines = shardLines({ ...some, width });
  expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(width);
  const plain = (text: readonly string[]): string => text.join("").replaceAll(" ", "");
  expect(plain(lines)).toBe(plain(shardLines(some)));
});
