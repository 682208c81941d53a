import { expect, test } from "vitest";
import { contentOf } from "../../../src/records/decode/content.ts";
import { formatOf } from "../../../src/records/select/format.ts";

async function formatted(format: string, data: string, clean?: (value: string) => string): Promise<string> {
  const bytes = Buffer.from(data);
  const head = { shardId: "shardId-000000000000", sequenceNumber: "49", subSequenceNumber: undefined };
  const record = { ...head, partitionKey: "K", arrivedAt: "2026-01-01T00:00:00.000Z", bytes, ...contentOf(bytes) };
  return (await formatOf(format, clean))(record);
}

const order = '{"event_name":"order","id":12345678901234567890,"items":[{"id":1}],"ok":true}';

test.each([
  ["{arrivedAt} {data.event_name}", "2026-01-01T00:00:00.000Z order"],
  ["{partitionKey}\\t{data.items[0].id}\\n", "K\t1\n"],
  ["{data.nothing}|{data.items[0].nothing.more}|", "||"],
  ["{data.ok} {data.items}", 'true [{"id":1}]'],
  ["{{{partitionKey}}}", "{K}"],
  ['{{"k":"{partitionKey}"}}', '{"k":"K"}'],
  ["{data}", order],
  ["{ {a: partitionKey} }", '{"a":"K"}'],
  ["{join('}', ['a','b'])}", "a}b"],
  ["a\\\\n}", "a\\n}"],
  ["", ""],
])("%s", async (format, line) => {
  expect(await formatted(format, order)).toBe(line);
});

test("text and bytes are shown as they are decoded", async () => {
  expect(await formatted("<{data}>", "hello")).toBe("<hello>");
});

test("only what was found is made harmless, not what the user wrote", async () => {
  const shout = (value: string): string => value.toUpperCase();
  expect(await formatted("a\\e {data}", "b", shout)).toBe("a\u001b B");
});

test.each([
  ["{data.a", "--format has a { at character 1 that does not end."],
  ["a {}", "--format has {} at character 3, which names nothing."],
  ["a\\q", "--format has \\q at character 2, which stands for nothing."],
  ["{data.}", '"data." is not a JMESPath expression: it ends too early, at character 6.'],
  ["{event_name}", '"event_name" finds nothing: a record has no "event_name".'],
])("%j is wrong usage", async (format, message) => {
  await expect(formatOf(format)).rejects.toMatchObject({ name: "UsageError", message });
});
