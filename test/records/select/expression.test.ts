import { describe, expect, test } from "vitest";
import type { DecodedRecord } from "../../../src/engine/decoded-record.ts";
import { expressionOf } from "../../../src/records/select/expression.ts";
import { query } from "../../../src/records/select/query.ts";

const text = '{"type":"order","items":[{"id":1},{"id":2}],"a-b":3}';
const record: DecodedRecord = {
  shardId: "shardId-000000000000",
  sequenceNumber: "49",
  subSequenceNumber: undefined,
  partitionKey: "K",
  arrivedAt: "2026-01-01T00:00:00.000Z",
  bytes: Buffer.from(text),
  encoding: "json",
  data: JSON.parse(text) as unknown,
  text,
};

test.each([
  ["data.items[].id", [1, 2]],
  ["{key: partitionKey, first: data.items[0].id}", { key: "K", first: 1 }],
  ["data.items | [0]", { id: 1 }],
  ["let $t = data.type in $t", "order"],
  ['data."a-b"', 3],
  ["data.nothing", null],
  ["subSequenceNumber", null],
  ["length(data.nothing)", null],
  ["sort_by(data.items, &id)[-1].id", 2],
])("%s", async (source, found) => {
  expect((await query(source))(record)).toEqual(found);
});

describe("what is wrong is told with its place", () => {
  test.each([
    ["data.i = `5`", "= is unexpected, at character 8"],
    ["data.a && data.b = `1`", "= is unexpected, at character 18"],
    ["data.amount > 10", "10 is unexpected, at character 15"],
    ["data.a b", "b is unexpected, at character 8"],
    ["data.[", "it ends too early, at character 7"],
    ["data.a ==", "it ends too early, at character 10"],
    ["", "it ends too early, at character 1"],
    ["data.#", "# is unexpected, at character 6"],
    ["data.a == 'order", "a string that does not end is unexpected, at character 11"],
    ["data.a == `{a`", "an open quote is unexpected, at character 11"],
    ["data.a && shout(data)", "there is no function shout, at character 11"],
    ["length(data, data)", "invalid arity: length() takes 1 argument but received 2, at character 1"],
  ])("%j", async (source, why) => {
    const message = `"${source}" is not a JMESPath expression: ${why}.`;
    await expect(expressionOf(source)).rejects.toMatchObject({ name: "UsageError", message });
  });

  test.each([
    ["event_name == 'install'", "event_name", "did you mean data.event_name?"],
    ["{a: data.x, b: price}", "price", "did you mean data.price?"],
    ["sort_by(items, &price)", "items", "did you mean data.items?"],
    ["data.event-name", "name", 'A name with a hyphen is quoted: data."event-name"'],
  ])("%s looks for a field that no record has", async (source, name, hint) => {
    await expect(expressionOf(source)).rejects.toMatchObject({
      message: `"${source}" finds nothing: a record has no "${name}".`,
      hint: expect.stringContaining(hint),
      exitCode: 2,
    });
  });

  test.each(["data[?price > `1`].name | [0]", "data.items[].price", "map(&price, data.items)", "@.data"])(
    "%s looks for fields of what was sent only",
    async (source) => {
      await expect(expressionOf(source)).resolves.toBeTypeOf("function");
    },
  );
});
