import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { CreateStreamCommand } from "@aws-sdk/client-kinesis";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { keyAt } from "../records/archive/memory-store.ts";
import { world } from "./world.ts";

const envelope = (n: number, partitionKey?: string): string =>
  JSON.stringify({
    body: n,
    encoding: "json",
    receivedAt: `2026-02-05T10:0${n}:00.000Z`,
    requestId: `id-${n}`,
    headers: {},
    partitionKey,
  });

async function desk() {
  const { local, clients } = await world();
  const io = await fakeIo({});
  const put = async (iso: string, ...lines: readonly string[]): Promise<void> => {
    const path = join(io.cwd, "copy", `${keyAt(iso)}.gz`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, gzipSync(lines.map((line) => `${line}\n`).join("")));
  };
  await put("2026-02-05T10:00:00Z", envelope(0, "a"), envelope(1, "b"), "plain");
  await put("2026-02-05T10:05:00Z", envelope(6, "a"));
  const run = async (env: Readonly<Record<string, string>>, ...words: readonly string[]) => {
    const each = { ...(await fakeIo({ env })), cwd: io.cwd };
    const code = await main(words, each);
    return { code, stdout: each.stdout.text, stderr: each.stderr.text };
  };
  const bodies = (text: string): readonly unknown[] =>
    text
      .trim()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as { data: { body?: number } | string }).data)
      .map((data) => (typeof data === "string" ? data : data.body));
  return { local, clients, cwd: io.cwd, put, run, bodies };
}

test("an archive in a folder is read without AWS, and what it does not hold is null", async () => {
  const { run, bodies } = await desk();
  const { code, stdout, stderr } = await run({}, "read-records", "--from-archive", "copy");
  expect([code, stderr, bodies(stdout)]).toEqual([0, "", [0, 1, "plain", 6]]);
  expect(JSON.parse(stdout.split("\n")[2] ?? "")).toEqual({
    shardId: null,
    sequenceNumber: null,
    partitionKey: null,
    arrivedAt: null,
    encoding: "text",
    data: "plain",
  });
  const some = ["--since", "2026-02-05T10:01:00Z", "--until", "2026-02-05T10:05:00Z", "--where", "arrivedAt"];
  expect(bodies((await run({}, "read-records", "--from-archive", "copy", ...some)).stdout)).toEqual([1]);
});

test("--key needs settings under which records hold their keys; flags of streams are refused", async () => {
  const { run, bodies } = await desk();
  const words = ["read-records", "--from-archive", "copy"];
  const keeping = { KINESIS_PROXY_ENVELOPE: "true", KINESIS_PROXY_ENVELOPE_INCLUDE: "key" };
  expect(bodies((await run(keeping, ...words, "--key", "a")).stdout)).toEqual([0, 6]);
  expect(await run({}, ...words, "--key", "a")).toMatchObject({ code: 2, stdout: "" });
  for (const flags of [
    ["--shard", "0"],
    ["--last", "1"],
    ["--from-sequence", "0:1"],
    ["--stream-name", "orders"],
    ["--fan-out"],
    ["--since", "latest"],
  ])
    expect([flags, (await run({}, ...words, ...flags)).code]).toEqual([flags, 2]);
});

test("a checkpoint goes on where the last run ended, in the middle of an object too, and with what came late", async () => {
  const { run, bodies, put, cwd } = await desk();
  const words = ["read-records", "--from-archive", "copy", "--checkpoint", "place.json"];
  expect(bodies((await run({}, ...words, "--limit", "2")).stdout)).toEqual([0, 1]);
  expect(bodies((await run({}, ...words)).stdout)).toEqual(["plain", 6]);
  await put("2026-02-05T10:02:00Z", "late");
  await put("2026-02-06T12:00:00Z", "between");
  await put("2026-02-09T10:00:00Z", "new");
  expect(bodies((await run({}, ...words)).stdout)).toEqual(["late", "between", "new"]);
  // What is never listed again is forgotten.
  const { done } = JSON.parse(await readFile(join(cwd, "place.json"), "utf8")) as { done: readonly string[] };
  expect(done.map((key) => /-(2026-\d\d-\d\d)-/.exec(key)?.[1])).toEqual(["2026-02-06", "2026-02-09"]);
  expect(bodies((await run({}, ...words)).stdout)).toEqual([]);
  const other = await run({}, "read-records", "--from-archive", ".", "--checkpoint", "place.json");
  expect(other).toMatchObject({ code: 2, stdout: "" });
});

test("what a limit leaves for the next run is not lost beside records of other times", async () => {
  const { run, bodies, put } = await desk();
  await put("2026-02-06T10:00:00Z", envelope(3), envelope(4), envelope(9));
  const words = ["read-records", "--from-archive", "copy", "--checkpoint", "place.json", "--limit", "1"];
  const whole = ["--since", "2026-02-05T00:00:00Z", "--where", "data.body == `3` || data.body == `4`"];
  expect(bodies((await run({}, ...words, ...whole)).stdout)).toEqual([3]);
  expect(bodies((await run({}, ...words, ...whole)).stdout)).toEqual([4]);
});

test("replay puts archived records back into a stream, with the keys that they hold", async () => {
  const { run, local, clients } = await desk();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "again", ShardCount: 2 }));
  const there = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const words = ["replay", "--from-archive", "copy", "--to-stream", "again", "--local", "--json"];
  expect(JSON.parse((await run(there, ...words, "--dry-run")).stdout)).toMatchObject({ records: 4, dryRun: true });
  expect(JSON.parse((await run(there, ...words)).stdout)).toMatchObject({ records: 4, refused: 0 });
  const { stdout } = await run(there, "read-records", "--stream-name", "again", "--local");
  const found = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { partitionKey: string; data: { body?: number } | string })
    .map(({ partitionKey, data }) => (typeof data === "string" ? data : `${data.body} ${partitionKey}`));
  expect(found.toSorted()).toEqual(["0 a", "1 b", "6 a", "plain"]);
});

test("where there is nothing, the place is named, in a pipe, too", async () => {
  const { run, local, clients } = await desk();
  const there = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const from = (place: string) => run(there, "read-records", "--from-archive", place, "--local");
  const missing = await from("s3://kept/orders");
  expect(missing).toMatchObject({ code: 1, stdout: "" });
  expect(missing.stderr).toContain("There is no bucket kept.");
  await (await clients.lazily.s3()).send(new CreateBucketCommand({ Bucket: "kept" }));
  const empty = await from("s3://kept/odrers");
  expect([empty.code, empty.stdout]).toEqual([0, ""]);
  expect(empty.stderr).toContain("No records in s3://kept/odrers/.");
});

test("replay into the stream whose archive is read says that it will hold the records twice", async () => {
  const { run, local, clients } = await desk();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  const there = { KINESIS_PROXY_LOCAL_PORT: String(local.port), KINESIS_PROXY_NAME: "orders" };
  const words = ["replay", "--from-archive", "copy", "--to-stream", "orders", "--local", "--dry-run"];
  const twice = "The archive of orders will hold these records once more.";
  expect((await run({ ...there, KINESIS_PROXY_ARCHIVE: "true" }, ...words)).stderr).toContain(twice);
  expect((await run(there, ...words)).stderr).not.toContain(twice);
});
