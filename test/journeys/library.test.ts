import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { CreateStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, test, vi } from "vitest";
import {
  down,
  plan,
  readRecords,
  send,
  status,
  tail,
  up,
  type ArchivedRecord,
  type ArchiveOptions,
  type Event,
  type ReadOptions,
  type UpOptions,
} from "../../src/index.ts";
import { bare, deskAt } from "./cli.ts";
import { inventory, post, world } from "./world.ts";

const root = join(import.meta.dirname, "..", "..");

/** A local AWS, and a proxy's options on it, in a folder of its own. */
async function place() {
  const aws = await world();
  const { folder } = await deskAt(aws.local);
  return {
    ...aws,
    folder,
    on: { name: "orders", endpointUrl: aws.local.url, region: "ap-northeast-2", cwd: folder } as const,
  };
}

test("from up to down: what the commands do, told by events, and nothing is left in the folder", async () => {
  const { on, clients, folder } = await place();
  const events: Event[] = [];
  expect(await plan(on)).toMatchObject({ toDo: true, steps: { stream: { outcome: "create" } } });
  expect(await inventory(clients)).toMatchObject({ streams: [], apis: [] });
  const made = await up({ ...on, shards: 2, apiKey: true, onEvent: (event) => events.push(event) });
  expect(made).toMatchObject({
    name: "orders",
    steps: { stream: { outcome: "created" }, key: { value: expect.any(String) } },
  });
  expect(events.flatMap((event) => (event.type === "step.done" ? [event.step] : []))).toContain("deployment");
  expect((await post(made.url ?? "", "{}", { "x-api-key": made.steps.key?.value ?? "" })).status).toBe(200);
  expect(await plan(on)).toMatchObject({ toDo: false });
  expect(await status(on)).toMatchObject({ asAsked: true, steps: { stream: { ours: true } } });
  expect(await send({ ...on, body: '{"n":1}' })).toMatchObject({ status: 200, shardId: expect.any(String) });
  expect(await send({ ...on, bodies: ["1", "2"], count: 2 })).toMatchObject({ sent: 4, inStream: 4, missing: 0 });

  const seen: unknown[] = [];
  for await (const { data } of readRecords({ ...on, where: "type(data) == 'number'" })) seen.push(data);
  expect(seen.sort()).toEqual([1, 1, 2, 2]);

  const kept = await down({ ...on });
  expect(kept.steps).toMatchObject({
    stream: { outcome: "kept", reason: expect.any(String) },
    api: { outcome: "removed" },
  });
  expect((await down({ ...on, forceStream: true })).steps).toMatchObject({ stream: { outcome: "removed" } });
  expect(await inventory(clients)).toMatchObject({ streams: [], roles: [], apis: [] });
  expect(await readdir(folder)).toEqual([]);
});

test("keepStream leaves an empty stream; state is where it is said to be", async () => {
  const { on, clients, folder } = await place();
  const state = join(folder, "mine.json");
  await up({ ...on, state, probe: false });
  expect(await readdir(folder)).toEqual(["mine.json"]);
  expect((await plan({ ...on, state, down: true, keepStream: true })).steps).toMatchObject({
    stream: { outcome: "keep" },
  });
  await down({ ...on, state, keepStream: true });
  expect(await inventory(clients)).toMatchObject({ streams: ["orders"], apis: [] });
});

test("what the command refuses before it makes anything, the library refuses too", async () => {
  const { on, clients } = await place();
  const streamArn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/none";
  await expect(up({ ...on, streamArn })).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringContaining("none"),
  });
  expect(await inventory(clients)).toMatchObject({ streams: [], roles: [], apis: [] });
});

test.each<[string, () => unknown]>([
  ["up", () => up({ shard: 2 } as UpOptions)],
  ["down", () => down({ force: true } as object)],
  ["plan", () => plan({ dryRun: true } as object)],
  ["status", () => status({ json: true } as object)],
  ["send", () => send({ file: "x" } as object)],
])("%s() refuses an option that it does not know, by name, before anything is asked", async (name, call) => {
  await expect(call()).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(new RegExp(`^${name}\\(\\) has no option "\\w+"\\.$`)),
  });
});

test.each<[object, string]>([
  [{ count: 0 }, 'count takes a whole number from 1 to 1000000, not "0".'],
  [{ count: 1.5 }, 'count takes a whole number from 1 to 1000000, not "1.5".'],
  [{ rate: 0 }, 'rate takes a number above 0, up to 100000, not "0".'],
  [{ rate: NaN }, 'rate takes a number above 0, up to 100000, not "NaN".'],
  [{ contentType: "" }, "contentType is empty."],
  [{ bodies: [] }, "bodies is empty."],
])("send(%j) is refused as the command refuses it", async (options, message) => {
  await expect(send(options)).rejects.toMatchObject({ exitCode: 2, message });
});

test("send() names the event of a batch that is not JSON, and sends nothing", async () => {
  const { on } = await place();
  await up({ ...on, batchPath: "/batch", probe: false });
  await expect(send({ ...on, batch: true, bodies: ["1", "{"] })).rejects.toMatchObject({
    exitCode: 2,
    message: "Event 2 of the batch is not JSON: {",
  });
  expect(await send({ ...on, rate: 0.5 })).toMatchObject({ status: 200 });
});

test("readers refuse one at once", () => {
  expect(() => readRecords({ raw: true } as ReadOptions)).toThrow('readRecords() has no option "raw".');
  // @ts-expect-error A single pass has no silence to wait for.
  expect(() => readRecords({ idleTimeout: "1s" })).toThrow('readRecords() has no option "idleTimeout".');
  expect(() => tail({ follow: true } as ReadOptions)).toThrow('tail() has no option "follow".');
});

test("with query, what it finds in each record is given", async () => {
  const { on } = await place();
  await up({ ...on, probe: false });
  await send({ ...on, bodies: ['{"shop":"a","n":1}', '{"n":2}'] });
  const found: unknown[] = [];
  for await (const one of readRecords({ ...on, query: "data.shop" })) found.push(one);
  expect(found.sort()).toEqual(["a", null]);
  for await (const one of tail({ ...on, since: "trim-horizon", query: "data.n", where: "data.n == `2`" })) {
    expect(one).toBe(2);
    break;
  }
  await expect(readRecords({ ...on, query: "data." }).next()).rejects.toMatchObject({ exitCode: 2 });
});

test("an archive is read in place of the stream: the proxy's own, or a folder without AWS", async () => {
  const { on, folder } = await place();
  const { url = "" } = await up({ ...on, probe: false, archive: true, archiveBuffer: "1MB/0s" });
  await post(url, '{"n":1}');
  const all = async (options: ArchiveOptions) => {
    const records: ArchivedRecord[] = [];
    for await (const record of readRecords(options)) records.push(record);
    return records;
  };
  await vi.waitFor(async () => expect(await all({ ...on, fromArchive: true })).toHaveLength(1), { timeout: 20_000 });
  await mkdir(join(folder, "copy"));
  await writeFile(join(folder, "copy", "1.json"), '{"n":2}\n{"n":3}\n');
  const copy = { fromArchive: "copy", cwd: folder } as const;
  expect(await all(copy)).toMatchObject([{ data: { n: 2 }, shardId: null }, { data: { n: 3 } }]);
  expect(await readRecords({ ...copy, query: "data.n", limit: 1 }).next()).toEqual({ done: false, value: 2 });
  const wrong = { ...copy, shard: ["1"] } as ArchiveOptions;
  await expect(readRecords(wrong).next()).rejects.toMatchObject({ exitCode: 2 });
  expect(() => tail(copy as object)).toThrow('tail() has no option "fromArchive".');
});

test("a wrong value is refused at run time as well", async () => {
  await expect(up({ shards: "two" as unknown as number, local: true })).rejects.toMatchObject({ exitCode: 2 });
});

describe("tail", () => {
  test("gives records as they arrive, and ends when the loop is left, or with its signal", async () => {
    const { on } = await place();
    const { url = "" } = await up({ ...on });
    const stop = new AbortController();
    const posting = post(url, '{"n":1}');
    for await (const { data } of tail({ ...on, since: "trim-horizon" })) {
      expect(data).toEqual({ n: 1 });
      break;
    }
    await posting;
    const seen: unknown[] = [];
    for await (const { data } of tail({ ...on, since: "trim-horizon", signal: stop.signal })) {
      seen.push(data);
      stop.abort();
    }
    expect(seen).toEqual([{ n: 1 }]);
  });

  test("fails where there is no stream", async () => {
    const { on } = await place();
    const first = readRecords({ ...on, name: "none" }).next();
    await expect(first).rejects.toMatchObject({ exitCode: 1, message: expect.stringContaining("none") });
  });
});

test("wrong options do not compile", () => {
  const never = (_work: () => unknown): void => undefined;
  // @ts-expect-error a number, not a text
  never(() => up({ shards: "two" }));
  // @ts-expect-error origins
  never(() => up({ cors: 42 }));
  // @ts-expect-error there is no such option
  never(() => up({ shard: 2 }));
  // @ts-expect-error one of two
  never(() => up({ auth: "basic" }));
  // @ts-expect-error a source of a key
  never(() => up({ partitionKey: "cookie:id" }));
  // @ts-expect-error of `tail` and `readRecords` only
  never(() => status({ since: "15m" }));
  // @ts-expect-error of `down` only
  never(() => up({ forceStream: true }));
  // @ts-expect-error a step that there is not
  never(async () => (await up()).steps.lambda);
  // @ts-expect-error an id that this step does not have
  never(async () => (await up()).steps.stream?.usagePlanId);
});

test("the program in docs/library.md works when it is pasted", async () => {
  const { folder } = await deskAt(undefined);
  const page = await readFile(join(root, "docs/library.md"), "utf8");
  const [, program = ""] = /```js\n([^]*?)```/.exec(page) ?? [];
  await mkdir(join(folder, "node_modules"));
  await symlink(root, join(folder, "node_modules", "kinesis-proxy"), "dir");
  await writeFile(join(folder, "program.mjs"), program);
  // On Node 20 the SDK says at its first client how long it will support that.
  const env = { ...bare(folder), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
  const run = promisify(execFile)(process.execPath, ["program.mjs"], { cwd: folder, env });
  expect(await run).toEqual({ stdout: "https://shop.example 42\n", stderr: "" });
  expect((await readdir(folder)).sort()).toEqual(["node_modules", "program.mjs"]);
});

test("the library loads no commander, and prints nothing", async () => {
  const seen = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    if (!file.startsWith("/")) return;
    const source = await readFile(file, "utf8");
    const code = /^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";/gm;
    const from = [...source.matchAll(code)].map(([, path = ""]) => path);
    const dynamic = [...source.matchAll(/await import\("([^"]+)"\)/g)].map(([, path = ""]) => path);
    for (const path of [...from, ...dynamic]) await visit(path.startsWith(".") ? join(file, "..", path) : path);
  };
  await visit(join(root, "src", "index.ts"));
  expect(seen.size).toBeGreaterThan(80);
  expect([...seen].filter((one) => /^(commander|ora)$/.test(one))).toEqual(["ora"]);
});

test("any stream can be read: several by a pattern, one key of it, one by its ARN; Kinesis alone is asked", async () => {
  const { on, clients, asked } = await place();
  for (const StreamName of ["clicks-eu", "clicks-us"]) {
    await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
    const put = { StreamName, PartitionKey: "K", Data: Buffer.from("1") };
    await clients.kinesis.send(new PutRecordCommand(put));
  }
  const before = asked.length;
  const names: unknown[] = [];
  for await (const { streamName } of readRecords({ ...on, streamName: "clicks-*" })) names.push(streamName);
  expect(names.sort()).toEqual(["clicks-eu", "clicks-us"]);
  const streamArn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/clicks-eu";
  const since = "trim-horizon";
  const { value } = await tail({ ...on, streamArn, key: "K", since, limit: 1 }).next();
  expect(value).toMatchObject({ data: 1, partitionKey: "K" });
  expect([...new Set(asked.slice(before))].sort()).toEqual([
    "GetRecords",
    "GetShardIterator",
    "ListShards",
    "ListStreams",
  ]);
  expect(() => tail({ ...on, streamName: ["a"], streamArn })).not.toThrow();
  await expect(readRecords({ ...on, streamName: ["a"], streamArn }).next()).rejects.toThrow("exclude each other");
});
