import { stripVTControlCharacters } from "node:util";
import { gzipSync } from "node:zlib";
import { CreateStreamCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, test, vi } from "vitest";
import { InterruptedError } from "../../../src/engine/errors.ts";
import { main } from "../../../src/main.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { world } from "../../journeys/world.ts";

// The first of these tests loads all that a command needs, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

async function stream(tty: boolean, data: readonly string[] = []) {
  const { local, clients } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 2 }));
  const Records = data.map((text) => ({ PartitionKey: "K", Data: Buffer.from(text) }));
  if (data.length > 0) await clients.kinesis.send(new PutRecordsCommand({ StreamName: "orders", Records }));
  const interrupt = new AbortController();
  const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const io = await fakeIo({ env, tty, signal: interrupt.signal });
  const run = (...words: readonly string[]) => main([...words, "--local", "--stream-name", "orders"], io);
  return { io, run, interrupt: () => interrupt.abort(new InterruptedError()) };
}

describe("on a terminal", () => {
  test.each([
    [[], "Following orders, 2 shards, from now on; Ctrl-C ends.\n"],
    [["--since", "trim-horizon", "--shard", "0"], "Following orders, 1 shard, from the oldest on; Ctrl-C ends.\n"],
    [
      ["--since", "2026-01-01T00:00:00Z"],
      "Following orders, 2 shards, from 2026-01-01T00:00:00.000Z on; Ctrl-C ends.\n",
    ],
    [["--quiet"], ""],
    [["--json"], ""],
  ])("tail %j begins with a line on stderr: %j", async (flags, line) => {
    const { io, run } = await stream(true);
    expect(await run("tail", "--idle-timeout", "0s", ...flags)).toBe(0);
    expect(stripVTControlCharacters(io.stderr.text)).toBe(line);
    expect(io.stdout.text).toBe("");
  });

  test.each([
    [[], [], "No records in orders, from the oldest on.\n"],
    [
      ["a"],
      ["--since", "2020-01-01T00:00:00Z", "--until", "2020-01-02T00:00:00Z"],
      "No records in orders, from 2020-01-01T00:00:00.000Z to 2020-01-02T00:00:00.000Z.\n",
    ],
    [["a", "b"], ["--grep", "c"], "None of 2 records matched.\n"],
    [[], ["--quiet"], ""],
  ])("read-records of %j with %j says on stderr: %j", async (data, flags, line) => {
    const { io, run } = await stream(true, data);
    expect(await run("read-records", ...flags)).toBe(0);
    expect(stripVTControlCharacters(io.stderr.text)).toBe(line);
    expect(io.stdout.text).toBe("");
  });
});

test("on a terminal a summary follows the records, and --quiet leaves it out", async () => {
  const { io, run } = await stream(true, ["a", "b"]);
  expect(await run("read-records", "--hide", "time")).toBe(0);
  expect(stripVTControlCharacters(io.stderr.text)).toMatch(/^2 records, 2 bytes, in \d+ m?s\n$/);
  const before = io.stderr.text;
  expect(await run("read-records", "--quiet")).toBe(0);
  expect(io.stderr.text).toBe(before);
});

test("piped, neither says a word beside the records, but that there are none", async () => {
  const { io, run } = await stream(false, ["a"]);
  expect(await run("tail", "--since", "trim-horizon", "--idle-timeout", "0s")).toBe(0);
  expect(io.stderr.text).toBe("");
  expect(await run("read-records", "--grep", "c")).toBe(0);
  expect(io.stderr.text).toBe("None of 1 record matched.\n");
  expect(io.stdout.text.trim().split("\n")).toHaveLength(1);
});

test.each([
  [["read-records", "--raw", "--json"], "--raw and --json exclude each other."],
  [["tail", "--json", "--raw"], "--raw and --json exclude each other."],
  [["read-records", "--until", "1h", "--since", "5m"], "Nothing can be read: --until 1h is not after the start, 5m."],
  [["tail", "--until", "1h"], "Nothing can be read: --until 1h is not after the start, latest."],
  [
    ["read-records", "--since", "latest", "--until", "0s"],
    "Nothing can be read: --until 0s is not after the start, latest.",
  ],
  [
    ["tail", "--poll-interval", "100ms"],
    "--poll-interval 100ms is too short: Kinesis allows five reads a second for all readers of a shard.",
  ],
  [["tail", "--limit", "x"], '--limit takes a whole number of 1 or more, not "x".'],
  [["tail", "--grep", "a("], '"a(" is not a regular expression: missing closing ): `a(`.'],
  [["tail", "--where", "data.["], expect.stringContaining("is not a JMESPath expression")],
])("%j is wrong usage, before AWS is asked", async (words, message) => {
  const io = await fakeIo();
  // Nothing listens there: a question to AWS would fail with exit code 1.
  const place = ["--endpoint-url", "http://127.0.0.1:1", "--region", "eu-west-1"];
  expect(await main([...words, ...place], io)).toBe(2);
  const said = words.includes("--json")
    ? (JSON.parse(io.stdout.text) as { error: { message: string } }).error.message
    : /error: (.*)/.exec(io.stderr.text)?.[1];
  expect(said).toEqual(message);
});

test("records that are costly to unpack do not keep Ctrl-C from being heard", async () => {
  const { local, clients } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, "a"));
  const Records = Array.from({ length: 100 }, () => ({ PartitionKey: "K", Data: bomb }));
  await clients.kinesis.send(new PutRecordsCommand({ StreamName: "orders", Records }));
  const interrupt = new AbortController();
  const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const io = await fakeIo({ env, signal: interrupt.signal });
  let heard = 0;
  const stdout = { write: () => void setImmediate(() => interrupt.abort(new InterruptedError())) };
  const seen = { ...io, stdout: { write: () => ((heard += 1), stdout.write()) } };
  const words = ["read-records", "--local", "--stream-name", "orders"];
  expect(await main(words, seen)).toBe(130);
  expect(heard).toBeLessThan(10);
});
