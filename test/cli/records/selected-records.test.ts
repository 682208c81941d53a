import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateStreamCommand, PutRecordCommand, PutRecordsCommand, SplitShardCommand } from "@aws-sdk/client-kinesis";
import { expect, test, vi } from "vitest";
import { InterruptedError } from "../../../src/engine/errors.ts";
import { main } from "../../../src/main.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { lacksZstd } from "../../../src/records/decode/unpacked.ts";
import { aggregated } from "../../records/decode/aggregated.ts";
import { world } from "../../journeys/world.ts";

vi.setConfig({ testTimeout: 120_000 });

const StreamName = "orders";

async function stream(shards = 1) {
  const { local, clients, asked } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: shards }));
  const first = await fakeIo({});
  const put = (...texts: readonly (string | Uint8Array)[]) =>
    clients.kinesis.send(
      new PutRecordsCommand({
        StreamName,
        Records: texts.map((text) => ({ PartitionKey: "K", Data: Buffer.from(text) })),
      }),
    );
  const start = async (...words: readonly string[]) => {
    const interrupt = new AbortController();
    const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
    const io = { ...(await fakeIo({ env, signal: interrupt.signal })), cwd: first.cwd };
    const code = main([...words, "--raw", "--local", "--stream-name", StreamName], io);
    return { io, code, interrupt: () => interrupt.abort(new InterruptedError()) };
  };
  const run = async (...words: readonly string[]) => {
    const { io, code } = await start(...words);
    return { code: await code, records: io.stdout.text.split("\n").slice(0, -1), stderr: io.stderr.text };
  };
  return { put, run, start, clients, asked, folder: first.cwd };
}

const resumed = ["read-records", "--checkpoint", "read.json"];

test("a checkpoint goes on where the last run ended, across a split", async () => {
  const { put, run, clients } = await stream();
  await put("a", "b", "c");
  expect((await run(...resumed, "--limit", "2")).records).toEqual(["a", "b"]);
  expect((await run(...resumed)).records).toEqual(["c"]);
  expect((await run(...resumed)).records).toEqual([]);
  await put("d");
  const split = { StreamName, ShardToSplit: "shardId-000000000000", NewStartingHashKey: String(2n ** 127n) };
  await clients.kinesis.send(new SplitShardCommand(split));
  await put("e");
  expect((await run(...resumed)).records).toEqual(["d", "e"]);
  await put("f");
  expect((await run(...resumed, "--since", "trim-horizon")).records).toEqual(["f"]);
});

test("it goes on within an aggregated record, too", async () => {
  const { put, run } = await stream();
  await put(aggregated(["one", "two", "three"].map((text) => ({ key: "K", data: Buffer.from(text) }))), "four");
  expect((await run(...resumed, "--limit", "2")).records).toEqual(["one", "two"]);
  expect((await run(...resumed, "--limit", "1")).records).toEqual(["three"]);
  expect((await run(...resumed)).records).toEqual(["four"]);
});

test("a run with nothing behind its checkpoint says so, whatever --since is", async () => {
  const { put, run } = await stream();
  await put("a");
  expect((await run(...resumed)).records).toEqual(["a"]);
  const none = "No records in orders, from the checkpoint on; --since is for the first run with it.\n";
  expect(await run(...resumed, "--since", "5m")).toEqual({ code: 0, records: [], stderr: none });
});

test("tail begins now, and a later run with its checkpoint has what came meanwhile, also in silent shards", async () => {
  const { put, start, clients } = await stream(2);
  await put("before");
  const words = ["tail", "--checkpoint", "tail.json"];
  const first = await start(...words, "--idle-timeout", "1s");
  expect(await first.code).toBe(0);
  expect(first.io.stdout.text).toBe("");
  for (const half of [0n, 1n])
    await clients.kinesis.send(
      new PutRecordCommand({
        StreamName,
        PartitionKey: "K",
        ExplicitHashKey: String((half << 127n) + 1n),
        Data: Buffer.from(`meanwhile ${half}`),
      }),
    );
  const second = await start(...words);
  await vi.waitFor(() => expect(second.io.stdout.text.split("\n")).toHaveLength(3), { timeout: 60_000 });
  second.interrupt();
  expect(await second.code).toBe(130);
  expect(second.io.stdout.text.split("\n").toSorted()).toEqual(["", "meanwhile 0", "meanwhile 1"]);
});

test.each([
  ["read.json", "nonsense", "read.json is not a checkpoint of kinesis-proxy: its text is something else."],
  [
    "read.json",
    '{"version":1,"stream":"clicks","region":"ap-northeast-2","since":"trim-horizon","shards":{}}',
    "The checkpoint read.json is of the stream clicks in ap-northeast-2, not of orders in ap-northeast-2 at http://127.0.0.1:",
  ],
])("%s with %j is refused", async (name, text, message) => {
  const { run, folder } = await stream();
  await writeFile(join(folder, name), text);
  const { code, stderr } = await run(...resumed);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`error: ${message}`) });
  expect(await readFile(join(folder, name), "utf8")).toBe(text);
});

test("a checkpoint of a stream that was deleted and made anew is refused", async () => {
  const { run, put, folder } = await stream();
  await put("a");
  await run(...resumed);
  const path = join(folder, "read.json");
  const file = JSON.parse(await readFile(path, "utf8")) as { shards: Record<string, { after: string }> };
  const [id = "", { after } = { after: "" }] = Object.entries(file.shards)[0] ?? [];
  file.shards[id] = { after: String(BigInt(after) + (1n << 150n)) };
  await writeFile(path, JSON.stringify(file));
  const { code, stderr } = await run(...resumed);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/has no record \d+ to start after/) });
});

test("so it is where its shards were read to their ends; a file of an earlier version learns which stream it is of", async () => {
  const { run, put, folder } = await stream();
  await put("a");
  await run(...resumed);
  const path = join(folder, "read.json");
  const { arn, createdAt, ...old } = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  expect({ arn, createdAt }).toEqual({
    arn: expect.stringMatching(/:stream\/orders$/),
    createdAt: expect.stringMatching(/Z$/),
  });
  await writeFile(path, JSON.stringify(old));
  expect(await run(...resumed)).toEqual({ code: 0, records: [], stderr: "" });
  const known = JSON.parse(await readFile(path, "utf8")) as object;
  expect(known).toMatchObject({ arn, createdAt });
  const done = { ...known, createdAt: "2020-01-01T00:00:00.000Z", shards: { "shardId-000000000000": "done" } };
  await writeFile(path, JSON.stringify(done));
  expect(await run(...resumed)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is of the stream orders that was made at 2020-01-01T00:00:00.000Z"),
  });
  // Nothing is in an empty file: it is a new one.
  await writeFile(path, "");
  expect((await run(...resumed)).records).toEqual(["a"]);
});

test("--from-sequence starts at a record of one shard; the others start as --since says", async () => {
  const { put, start, run, clients } = await stream(2);
  await put("a");
  const sent = await clients.kinesis.send(
    new PutRecordCommand({ StreamName, PartitionKey: "K", Data: Buffer.from("b") }),
  );
  await put("c");
  const from = ["--from-sequence", `${Number(sent.ShardId?.slice(-3))}:${sent.SequenceNumber}`];
  expect((await run("read-records", ...from)).records).toEqual(["b", "c"]);
  const tail = await start("tail", ...from, "--limit", "2");
  expect([await tail.code, tail.io.stdout.text]).toEqual([0, "b\nc\n"]);
  const wrong = await run("read-records", "--from-sequence", `7:${sent.SequenceNumber}`);
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("has no shard shardId-000000000007") });
  const other = await run("read-records", "--from-sequence", `0:12`);
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining("has no record 12 to start at") });
});

test("--last shows the last records, and tail --last goes on from there", async () => {
  const { put, run, start } = await stream(2);
  await put("a", "b", "c");
  expect((await run("read-records", "--last", "2")).records).toEqual(["b", "c"]);
  expect((await run("read-records", "--last", "9")).records).toEqual(["a", "b", "c"]);
  expect((await run("read-records", "--last", "1", "--grep", "[ab]")).records).toEqual(["b"]);
  const tail = await start("tail", "--last", "1", "--limit", "2");
  await vi.waitFor(() => expect(tail.io.stdout.text).toBe("c\n"), { timeout: 60_000 });
  await put("d");
  expect(await tail.code).toBe(0);
  expect(tail.io.stdout.text).toBe("c\nd\n");
});

test("a window in which nothing is ends with 0 and says so, in a pipe and as JSON; not with --quiet", async () => {
  const { put, run } = await stream();
  const window = ["read-records", "--since", "2026-01-01T00:00:00Z", "--until", "2026-01-01T01:00:00Z"];
  const none = "No records in orders, from 2026-01-01T00:00:00.000Z to 2026-01-01T01:00:00.000Z.";
  expect(await run(...window)).toEqual({ code: 0, records: [], stderr: `${none}\n` });
  expect(await run("tail", ...window.slice(1))).toEqual({ code: 0, records: [], stderr: `${none}\n` });
  expect(await run(...window, "--quiet")).toEqual({ code: 0, records: [], stderr: "" });
  await put("a");
  const unmatched = await run("read-records", "--since", "1h", "--grep", "b");
  expect(unmatched).toEqual({ code: 0, records: [], stderr: "None of 1 record matched.\n" });
  expect(await run("read-records", "--grep", "b")).toEqual(unmatched);
});

test("a record that --where cannot look at is shown, which is told once", async () => {
  const { put, run } = await stream();
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  await put(deep, "other", deep);
  const { code, records, stderr } = await run("read-records", "--where", "to_string(data) == 'x'");
  expect([code, records]).toEqual([0, [deep, deep]]);
  expect(stderr).toMatch(/^warning: Record \d+ of shardId-0+ is nested too deeply for --where\. Such .*\n$/);
});

test("what zstd has packed is shown as it is where Node.js cannot unpack it, which is told once", async () => {
  const { put, run } = await stream();
  const frame = Buffer.from("28b52ffd04000900", "hex");
  await put(frame, frame);
  const { stderr } = await run("read-records");
  const told = "warning: Records packed with zstd are shown as base64: Node.js unpacks zstd from version 22.15 on.\n";
  expect(stderr).toBe(lacksZstd(frame) ? told : "");
});

test.each([
  [["--last", "0"], "--last takes a whole number"],
  [["--last", "5", "--since", "1h"], "--last and --since exclude each other"],
  [["--last", "5", "--checkpoint", "f"], "--last and --checkpoint exclude each other"],
  [["--last", "5", "--from-sequence", "0:5"], "--last and --from-sequence exclude each other"],
  [["--from-sequence", "5"], '"5" is not a shard and a sequence number.'],
  [["--from-sequence", "0:5", "--shard", "1"], "--from-sequence names shardId-000000000000, which --shard leaves out."],
  [["--from-sequence", "0:1", "shardId-000000000000:2"], "--from-sequence names shardId-000000000000 twice."],
])("%j is wrong usage", async (words, message) => {
  const { run } = await stream();
  const { code, stderr } = await run("tail", ...words);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});

test("of 64 shards, --key asks for one iterator", async () => {
  const { put, run, asked } = await stream(64);
  await put("mine");
  expect((await run("read-records", "--key", "K")).records).toEqual(["mine"]);
  expect(asked.filter((one) => one.endsWith("ListShards"))).toHaveLength(1);
  expect(asked.filter((one) => one.endsWith("GetShardIterator"))).toHaveLength(1);
});

test("a record whose writer chose another shard is found with --all-shards only", async () => {
  const { run, clients } = await stream(2);
  const elsewhere = { StreamName, PartitionKey: "K", Data: Buffer.from("chosen") };
  // The first or the last key of the ring: one of them is in the shard that is not K's.
  for (const ExplicitHashKey of ["0", String(2n ** 128n - 1n)])
    await clients.kinesis.send(new PutRecordCommand({ ...elsewhere, ExplicitHashKey }));
  expect((await run("read-records", "--key", "K")).records).toEqual(["chosen"]);
  expect((await run("read-records", "--key", "K", "--all-shards")).records).toEqual(["chosen", "chosen"]);
});
