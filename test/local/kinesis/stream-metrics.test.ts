import { expect, test } from "vitest";
import { metricsOf } from "../../../src/local/account/metrics/metrics.ts";
import { Fault } from "../../../src/local/fault.ts";
import { publishFailure } from "../../../src/local/kinesis/index.ts";
import { START, base64, bench } from "./bench.ts";
import type { Bench } from "./bench.ts";

const SHARD = "shardId-000000000000";

/** Count and sum of each metric of the stream, or of its shard. */
function published({ scope }: Bench, shard?: string): Readonly<Record<string, readonly [count: number, sum: number]>> {
  const dimensions = { StreamName: "s", ...(shard !== undefined && { ShardId: shard }) };
  const metrics = [...metricsOf(scope.account, scope.region)].flat();
  const own = metrics.filter(({ about }) => JSON.stringify(about.dimensions) === JSON.stringify(dimensions));
  return Object.fromEntries(
    own.map((series) => {
      const [bucket] = series.between(START, START + 60_000);
      return [`${series.about.metric} ${series.about.unit}`, [bucket?.tally.count ?? 0, bucket?.tally.sum ?? 0]];
    }),
  );
}

async function stream(settings = {}): Promise<Bench> {
  const local = bench(settings);
  await local.call("CreateStream", { StreamName: "s", ShardCount: 1 });
  return local;
}

const put = (Data: string) => ({ StreamName: "s", PartitionKey: "k", Data: base64(Data) });

async function iterator({ call }: Bench): Promise<string> {
  const start = { StreamName: "s", ShardId: SHARD, ShardIteratorType: "TRIM_HORIZON" };
  return (await call("GetShardIterator", start)).ShardIterator;
}

test("PutRecord and PutRecords publish what they write, with AWS's names and units", async () => {
  const local = await stream();
  await local.call("PutRecord", put("12345"));
  await local.call("PutRecords", {
    StreamName: "s",
    Records: ["1", "22"].map((data) => ({ PartitionKey: "k", Data: base64(data) })),
  });
  expect(published(local)).toEqual({
    "IncomingBytes Bytes": [3, 8],
    "IncomingRecords Count": [3, 3],
    "WriteProvisionedThroughputExceeded Count": [3, 0],
    "PutRecord.Bytes Bytes": [1, 5],
    "PutRecord.Success Count": [1, 1],
    "PutRecord.Latency Milliseconds": [1, 0],
    "PutRecords.Bytes Bytes": [1, 3],
    "PutRecords.TotalRecords Count": [1, 2],
    "PutRecords.SuccessfulRecords Count": [1, 2],
    "PutRecords.ThrottledRecords Count": [1, 0],
    "PutRecords.FailedRecords Count": [1, 0],
    "PutRecords.Success Count": [1, 1],
    "PutRecords.Latency Milliseconds": [1, 0],
  });
});

test("a shard that is full and a record that is refused are failures", async () => {
  const local = await stream({ enforceRates: true });
  const big = "x".repeat(700_000);
  await local.call("PutRecord", put(big));
  await local.refused("PutRecord", put(big));
  await local.refused("PutRecord", put("x".repeat(1_100_000)));
  local.settings.entryRefusal = (_, index) => (index === 0 ? new Fault("InternalFailure", "") : undefined);
  const Records = [put("a"), put(big), put("b")];
  await local.call("PutRecords", { StreamName: "s", Records });
  expect(published(local)).toMatchObject({
    "PutRecord.Success Count": [3, 1],
    "WriteProvisionedThroughputExceeded Count": [4, 2],
    "PutRecords.ThrottledRecords Count": [1, 1],
    "PutRecords.FailedRecords Count": [1, 1],
    "PutRecords.SuccessfulRecords Count": [1, 1],
    "PutRecords.Success Count": [1, 1],
    "IncomingRecords Count": [2, 2],
  });
});

test("a call that --fault lets fail is a failure of the stream, too", async () => {
  const local = await stream();
  const told = (operation: string, body: object, throttled: boolean) =>
    publishFailure(local.scope, operation, Buffer.from(JSON.stringify(body)), throttled);
  told("PutRecord", put("1"), true);
  told("PutRecords", { StreamARN: "arn:aws:kinesis:eu-west-1:111122223333:stream/s" }, false);
  told("ListShards", { StreamName: "s" }, true);
  told("PutRecord", { StreamName: "other" }, true);
  told("PutRecord", {}, true);
  expect(published(local)).toEqual({
    "PutRecord.Success Count": [1, 0],
    "WriteProvisionedThroughputExceeded Count": [1, 1],
    "PutRecords.Success Count": [1, 0],
  });
});

test("GetRecords publishes what it gives and how far behind the reader is", async () => {
  const local = await stream();
  for (const data of ["1", "22", "333"]) await local.call("PutRecord", put(data));
  const ShardIterator = await iterator(local);
  local.clock.time += 7_000;
  const { NextShardIterator } = await local.call("GetRecords", { ShardIterator, Limit: 2 });
  await local.call("GetRecords", { ShardIterator: NextShardIterator });
  expect(published(local)).toMatchObject({
    "GetRecords.Records Count": [2, 3],
    "GetRecords.Bytes Bytes": [2, 6],
    "GetRecords.IteratorAgeMilliseconds Milliseconds": [2, 7_000],
    "GetRecords.Success Count": [2, 2],
    "ReadProvisionedThroughputExceeded Count": [2, 0],
  });
});

test("the sixth read in a second is refused, and counted", async () => {
  const local = await stream({ enforceRates: true });
  const ShardIterator = await iterator(local);
  for (let read = 0; read < 5; read++) await local.call("GetRecords", { ShardIterator });
  await local.refused("GetRecords", { ShardIterator });
  expect(published(local)).toMatchObject({
    "ReadProvisionedThroughputExceeded Count": [6, 1],
    "GetRecords.Success Count": [6, 5],
  });
});

test("a shard has metrics of its own from when it is monitored so closely until it no longer is", async () => {
  const local = await stream();
  await local.call("PutRecord", put("1"));
  expect(published(local, SHARD)).toEqual({});
  await local.call("EnableEnhancedMonitoring", { StreamName: "s", ShardLevelMetrics: ["ALL"] });
  await local.call("PutRecord", put("22"));
  await local.call("GetRecords", { ShardIterator: await iterator(local) });
  const ALL = {
    "IncomingBytes Bytes": [1, 2],
    "IncomingRecords Count": [1, 1],
    "WriteProvisionedThroughputExceeded Count": [1, 0],
    "ReadProvisionedThroughputExceeded Count": [1, 0],
    "OutgoingRecords Count": [1, 2],
    "OutgoingBytes Bytes": [1, 3],
    "IteratorAgeMilliseconds Milliseconds": [1, 0],
  };
  expect(published(local, SHARD)).toEqual(ALL);
  await local.call("DisableEnhancedMonitoring", { StreamName: "s", ShardLevelMetrics: ["ALL"] });
  await local.call("PutRecord", put("333"));
  expect(published(local, SHARD)).toEqual(ALL);
});
