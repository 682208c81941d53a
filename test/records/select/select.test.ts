import { describe, expect, test } from "vitest";
import { decode } from "../../../src/records/decode/decode.ts";
import { select, type Selection } from "../../../src/records/select/select.ts";
import type { StreamRecord } from "../../../src/records/read/stream-record.ts";
import { aggregated } from "../decode/aggregated.ts";

function stored(data: string | Uint8Array, partitionKey = "key"): StreamRecord {
  const arrivedAt = new Date("2026-01-01T00:00:00Z");
  return { shardId: "shardId-000000000000", sequenceNumber: "49", partitionKey, arrivedAt, bytes: Buffer.from(data) };
}

async function kept(selection: Selection, ...records: readonly StreamRecord[]): Promise<readonly unknown[]> {
  const keep = await select(selection);
  return records
    .flatMap((record) => [...decode(record, { unpack: true })])
    .filter(keep)
    .map(({ data }) => data);
}

test("nothing asked lets everything through", async () => {
  expect(await kept({}, stored("a"), stored("1"), stored(""))).toEqual(["a", 1, ""]);
});

test("--key is the whole partition key, that of the part in an aggregated record", async () => {
  const packed = aggregated([
    { key: "user-1", data: Buffer.from("mine") },
    { key: "user-11", data: Buffer.from("not mine") },
  ]);
  expect(await kept({ key: "user-1" }, stored("too", "user-1"), stored(packed, "a"))).toEqual(["too", "mine"]);
});

test("--grep and --exclude look at the text as it was sent", async () => {
  const records = [stored("order 1"), stored("order 2 test"), stored("refund 1"), stored('{"a": "order"}')];
  expect(await kept({ grep: "order", exclude: "test$" }, ...records)).toEqual(["order 1", { a: "order" }]);
  expect(await kept({ grep: "(?i)ORDER \\d", exclude: "test" }, ...records)).toEqual(["order 1"]);
});

test("a regular expression that is wrong is wrong usage, said in one sentence", async () => {
  await expect(select({ grep: "order(" })).rejects.toMatchObject({
    message: '"order(" is not a regular expression: missing closing ): `order(`.',
    exitCode: 2,
  });
});

test.each(["a(?=b)", "a(?!b)", "(?<=a)b", "(a)\\1", "(?<n>a)\\k<n>"])(
  "%j, which could become slow, is wrong usage",
  async (grep) => {
    const message = `"${grep}" is not supported: it has a lookahead, a lookbehind or a back reference.`;
    await expect(select({ grep })).rejects.toMatchObject({ message, exitCode: 2 });
    await expect(select({ exclude: grep })).rejects.toMatchObject({ message, exitCode: 2 });
  },
);

test("a hostile record does not freeze a pattern that repeats itself", async () => {
  const hostile = stored(`${"a".repeat(50_000)}!`);
  expect(await kept({ grep: "^(a+)+$" }, hostile, stored("aaa"))).toEqual(["aaa"]);
  expect(await kept({ exclude: "^(a|a)*$" }, hostile, stored("aaa"))).toHaveLength(1);
});

describe("--where", () => {
  const cheap = stored('{"type":"order","amount":5}');
  const dear = stored('{"type":"order","amount":50,"items":["a"]}', "vip");
  const text = stored("hello");

  test.each([
    ["data.amount > `10`", [50]],
    ["partitionKey == 'vip'", [50]],
    ["data.items", [50]],
    ["data.type == 'order' && !(data.items)", [5]],
    ["length(data.items) == `1`", [50]],
    ["data.amount > `100`", []],
  ])("%s", async (where, amounts) => {
    const data = await kept({ where }, cheap, dear, text);
    expect(data.map((one) => (one as { amount: number }).amount)).toEqual(amounts);
  });

  test("sees what JSON output shows", async () => {
    expect(await kept({ where: "encoding == 'text' && starts_with(arrivedAt, '2026-01-01')" }, cheap, text)).toEqual([
      "hello",
    ]);
  });

  test.each(["data.amount > 10", "data.[", "", "shout(data)", "data.x && shout(data)"])(
    "%j is wrong usage before anything is read",
    async (where) => {
      await expect(select({ where })).rejects.toMatchObject({ name: "UsageError", exitCode: 2 });
    },
  );

  test("what is nested too deeply to be looked at passes, and is told", async () => {
    const deep = stored(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
    const told: string[] = [];
    const keep = await select({ where: "to_string(data) == 'x'" }, (text) => told.push(text));
    const [record] = decode(deep, { unpack: true });
    expect(keep(record!)).toBe(true);
    expect(told).toEqual([
      "Record 49 of shardId-000000000000 is nested too deeply for --where. Such records are shown.",
    ]);
    expect(await kept({ where: "length(data) == `9`" }, deep)).toEqual([]);
  });

  test("a function with the wrong number of arguments is wrong usage, not a record that does not match", async () => {
    await expect(kept({ where: "length(data, data)" }, cheap)).rejects.toMatchObject({ name: "UsageError" });
  });
});
