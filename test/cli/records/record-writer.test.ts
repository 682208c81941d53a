import { expect, test } from "vitest";
import { recordWriter } from "../../../src/cli/records/record-writer.ts";
import { contentOf } from "../../../src/records/decode/content.ts";

async function written(options: Parameters<typeof recordWriter>[0], text: string) {
  const told: string[] = [];
  const tell = (line: string): void => void told.push(line);
  const surface = { onTerminal: false, colour: false, width: undefined, hidesRandomKeys: false, now: () => 0, tell };
  const head = { shardId: "shardId-000000000000", sequenceNumber: "49", subSequenceNumber: undefined };
  const bytes = Buffer.from(text);
  const record = { ...head, partitionKey: "K", arrivedAt: "2026-01-01T00:00:00.000Z", bytes, ...contentOf(bytes) };
  return { line: String((await recordWriter(options, surface))(record)), told };
}

const deep = "[".repeat(20_000) + "]".repeat(20_000);

test.each([
  [{ query: "[partitionKey,data]" }, "--query"],
  [{ query: "data[0]", output: "pretty" }, "--query"],
  [{ query: "{a: data}", output: "raw" }, "--query"],
  [{ format: "{data[0]}" }, "--format"],
])("a record that is nested too deeply for %j is shown whole", async (options, flag) => {
  const { line, told } = await written(options, deep);
  expect(line.endsWith(`${deep}}\n`) || line.endsWith(`${deep}\n`)).toBe(true);
  expect(told).toEqual([`Record 49 of shardId-000000000000 is nested too deeply for ${flag}; it is shown whole.`]);
});

test.each(["json", "pretty", "raw"])("--query data --output %s shows it as it was sent", async (output) => {
  expect(await written({ query: "data", output }, deep)).toEqual({ line: `${deep}\n`, told: [] });
});

test.each(["json", "raw"])("--query data --output %s keeps the digits of numbers", async (output) => {
  const text = '{"big":12345678901234567890,"f":1.0,"e":1e400}';
  expect((await written({ query: "data", output }, text)).line).toBe(`${text}\n`);
});

test("--query data shows text without quotes in raw, and with them in JSON", async () => {
  expect((await written({ query: "data", output: "raw" }, "a b")).line).toBe("a b\n");
  expect((await written({ query: "data", output: "raw" }, '"a b"')).line).toBe("a b\n");
  expect((await written({ query: "data", output: "json" }, "a b")).line).toBe('"a b"\n');
});
