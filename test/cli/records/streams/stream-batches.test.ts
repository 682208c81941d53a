import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  MergeShardsCommand,
  PutRecordCommand,
  SplitShardCommand,
  type KinesisClient,
} from "@aws-sdk/client-kinesis";
import { expect, test, vi } from "vitest";
import { hashKeyOf } from "../../../../src/aws/streams/hash-key.ts";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { world } from "../../../journeys/world.ts";
import { virtualClock } from "../../../records/read/virtual-clock.ts";

vi.setConfig({ testTimeout: 60_000 });

async function desk(shards: Readonly<Record<string, number>>, tty = false) {
  const { local, clients, asked } = await world();
  for (const [StreamName, ShardCount] of Object.entries(shards))
    await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  const run = async (...words: readonly string[]) => {
    const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) }, tty });
    const before = asked.length;
    const code = await main([...words, "--local"], io);
    return { code, stdout: io.stdout.text, stderr: io.stderr.text, asked: asked.slice(before) };
  };
  return { kinesis: clients.kinesis, run };
}

const put = (
  kinesis: KinesisClient,
  StreamName: string,
  PartitionKey: string,
  data: string,
  ExplicitHashKey?: string,
) => kinesis.send(new PutRecordCommand({ StreamName, PartitionKey, Data: Buffer.from(data), ExplicitHashKey }));

const dataOf = (stdout: string): unknown[] =>
  stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { data: unknown }).data);

test("--key reads the one shard of 64 that the key is in, and asks Kinesis alone", async () => {
  const { kinesis, run } = await desk({ orders: 64 });
  await put(kinesis, "orders", "user-7", "mine");
  await put(kinesis, "orders", "user-8", "another's");
  const { code, stdout, asked } = await run("read-records", "--stream-name", "orders", "--key", "user-7");
  expect([code, dataOf(stdout)]).toEqual([0, ["mine"]]);
  expect(asked.filter((operation) => operation === "GetShardIterator")).toHaveLength(1);
  expect(new Set(asked)).toEqual(new Set(["ListShards", "GetShardIterator", "GetRecords"]));
});

test.each([
  ["tail", "--since", "trim-horizon", "--limit", "1"],
  ["read-records"],
  ["shards"],
  ["replay", "--since", "trim-horizon", "--to-url", "http://127.0.0.1:9", "--dry-run"],
])("%s of the stream that a variable or the settings file names asks Kinesis alone", async (...words) => {
  const { local, clients, asked } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  await put(clients.kinesis, "orders", "K", "one");
  const before = asked.length;
  const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const byFile = await fakeIo({ env });
  await writeFile(join(byFile.cwd, "kinesis-proxy.json"), JSON.stringify({ streamName: "orders" }));
  for (const io of [await fakeIo({ env: { ...env, KINESIS_PROXY_STREAM_NAME: "orders" } }), byFile]) {
    expect([await main([...words, "--local"], io), io.stdout.text]).toEqual([0, expect.stringMatching(/./)]);
  }
  const ofKinesis = ["ListShards", "GetShardIterator", "GetRecords", "DescribeStreamSummary", "ListStreamConsumers"];
  expect(asked.slice(before).filter((operation) => !ofKinesis.includes(operation))).toEqual([]);
});

test("--all-shards finds what its writer put elsewhere", async () => {
  const { kinesis, run } = await desk({ orders: 2 });
  const elsewhere = hashKeyOf("user-7") < 2n ** 127n ? String(2n ** 128n - 1n) : "0";
  await put(kinesis, "orders", "user-7", "elsewhere", elsewhere);
  const words = ["read-records", "--stream-name", "orders", "--key", "user-7"];
  expect(dataOf((await run(...words)).stdout)).toEqual([]);
  expect(dataOf((await run(...words, "--all-shards")).stdout)).toEqual(["elsewhere"]);
});

test("--key follows its key through splits and merges, and reads no other shard", async () => {
  const { kinesis, run } = await desk({ orders: 2 });
  const half = 2n ** 127n;
  const [mine, other] = hashKeyOf("K") < half ? ["000000000000", "000000000001"] : ["000000000001", "000000000000"];
  const base = mine === "000000000000" ? 0n : half;
  await put(kinesis, "orders", "K", "1");
  await kinesis.send(
    new SplitShardCommand({
      StreamName: "orders",
      ShardToSplit: `shardId-${mine}`,
      NewStartingHashKey: String(base + 2n ** 126n),
    }),
  );
  await put(kinesis, "orders", "K", "2");
  const near = mine === "000000000000" ? "shardId-000000000003" : "shardId-000000000002";
  const [ShardToMerge, AdjacentShardToMerge] = base === 0n ? [near, `shardId-${other}`] : [`shardId-${other}`, near];
  const pair = { ShardToMerge, AdjacentShardToMerge };
  await kinesis.send(new MergeShardsCommand({ StreamName: "orders", ...pair }));
  await put(kinesis, "orders", "K", "3");
  const { stdout, asked } = await run("read-records", "--stream-name", "orders", "--key", "K");
  expect(dataOf(stdout)).toEqual([1, 2, 3]);
  expect(asked.filter((operation) => operation === "GetShardIterator").length).toBeLessThanOrEqual(3);
});

test("several streams, by name or pattern: each record names its own, --limit counts all", async () => {
  const { kinesis, run } = await desk({ "orders-eu": 1, "orders-us": 1, clicks: 1 });
  for (const name of ["orders-eu", "orders-us", "clicks"]) await put(kinesis, name, "K", name);
  const names = async (...words: string[]) => {
    const { stdout } = await run("read-records", ...words);
    const lines = stdout.split("\n").filter(Boolean);
    return lines.map((line) => (JSON.parse(line) as { streamName?: string }).streamName).sort();
  };
  expect(await names("--stream-name", "orders-*")).toEqual(["orders-eu", "orders-us"]);
  expect(await names("--stream-name", "orders-e*")).toEqual(["orders-eu"]);
  expect(await names("--stream-name", "clicks", "orders-us")).toEqual(["clicks", "orders-us"]);
  expect(await names("--stream-name", "clicks")).toEqual([undefined]);
  expect(await names("--stream-name", "*", "--limit", "2")).toHaveLength(2);
  expect((await run("tail", "--stream-name", "*", "--since", "trim-horizon", "--idle-timeout", "0s")).code).toBe(0);
});

test("a tail of a pattern leaves a stream that is deleted, and reads one that appears", async () => {
  const { local, clients } = await world();
  const { kinesis } = clients;
  const made = async (StreamName: string) => {
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await put(kinesis, StreamName, "K", StreamName);
  };
  await made("orders-eu");
  await made("orders-us");
  const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
  const stdout = {
    ...io.stdout,
    write(chunk: string | Uint8Array) {
      if (chunk.toString().includes("orders-eu"))
        void kinesis.send(new DeleteStreamCommand({ StreamName: "orders-eu" })).then(() => made("orders-asia"));
      return io.stdout.write(chunk);
    },
  };
  const words = ["tail", "--stream-name", "orders-*", "--since", "trim-horizon", "--limit", "3", "--local"];
  expect(await main(words, { ...io, stdout }, { clock: virtualClock() })).toBe(0);
  expect(dataOf(io.stdout.text).sort()).toEqual(["orders-asia", "orders-eu", "orders-us"]);
  expect(io.stderr.text).toBe("warning: The stream orders-eu was deleted while being read. The others are read on.\n");
});

test("a stream by its ARN, in the region that the ARN names", async () => {
  const { kinesis, run } = await desk({ orders: 1 });
  await put(kinesis, "orders", "K", "by arn");
  const arn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/orders";
  const { code, stdout } = await run("read-records", "--stream-arn", arn);
  expect([code, dataOf(stdout)]).toEqual([0, ["by arn"]]);
});

test.each([
  [["--stream-name", "order"], "Stream order does not exist in ap-northeast-2."],
  [["--stream-name", "order", "orders"], "Stream order does not exist in ap-northeast-2."],
  [["--stream-name", "x*"], "No stream in ap-northeast-2 fits x*."],
  [["--stream-name", "orders", "clicks", "--shard", "0"], "--shard is of one stream, and there are 2."],
])("%j: %s", async (words, message) => {
  const { run } = await desk({ orders: 1, clicks: 1 });
  const { code, stderr, stdout } = await run("read-records", ...words);
  expect([code > 0, stdout, /error: (.*)/.exec(stderr)?.[1]]).toEqual([true, "", message]);
});
