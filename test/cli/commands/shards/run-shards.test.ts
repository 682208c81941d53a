import {
  CreateStreamCommand,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis";
import { expect, test, vi } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { world } from "../../../journeys/world.ts";

vi.setConfig({ testTimeout: 60_000 });

test("shards tells range, state, parents, rate and lag of each, and the consumers, and asks Kinesis alone", async () => {
  const { local, clients, asked } = await world();
  const { kinesis } = clients;
  await kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 2 }));
  const put = (ExplicitHashKey: string) =>
    kinesis.send(
      new PutRecordCommand({ StreamName: "orders", PartitionKey: "K", Data: Buffer.from("x"), ExplicitHashKey }),
    );
  await put("0");
  await put("0");
  const split = { ShardToSplit: "shardId-000000000000", NewStartingHashKey: String(2n ** 126n) };
  await kinesis.send(new SplitShardCommand({ StreamName: "orders", ...split }));
  const StreamARN = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/orders";
  await kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "app" }));
  const before = asked.length;
  const run = async (...words: readonly string[]) => {
    const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
    const code = await main(["shards", "--local", "--stream-name", "orders", ...words], io);
    return { code, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  const { stdout } = await run("--json");
  const range = (start: bigint, end: bigint) => ({ startingHashKey: `${start}`, endingHashKey: `${end}` });
  expect(JSON.parse(stdout)).toMatchObject({
    streamName: "orders",
    region: "ap-northeast-2",
    shards: [
      {
        shardId: "shardId-000000000000",
        state: "closed",
        parents: [],
        recordsPerMinute: 2,
        hashKeyRange: range(0n, 2n ** 127n - 1n),
      },
      { shardId: "shardId-000000000001", state: "open", recordsPerMinute: 0, lagMillis: 0 },
      { shardId: "shardId-000000000002", state: "open", parents: ["shardId-000000000000"] },
      { shardId: "shardId-000000000003", state: "open", hashKeyRange: range(2n ** 126n, 2n ** 127n - 1n) },
    ],
    consumers: [{ name: "app", arn: expect.stringContaining("/consumer/app:") }],
  });
  expect((JSON.parse(stdout) as { shards: { lagMillis: number }[] }).shards[0]?.lagMillis).toBeGreaterThan(0);
  const table = (await run()).stdout.split("\n");
  expect(table[0]).toBe("orders in ap-northeast-2: 3 open shards, 1 closed");
  expect(table[2]).toMatch(/^0 {6}closed  00000000\.\.7fffffff  50 %   -        2            \d+ m?s$/);
  expect(table[4]).toMatch(/^2 {6}open    00000000\.\.3fffffff  25 %   0        0            none$/);
  expect(table[6]).toMatch(/^Consumer app: (CREATING|ACTIVE), since 20/);
  const calls = new Set(asked.slice(before));
  expect([...calls].sort()).toEqual([
    "DescribeStreamSummary",
    "GetRecords",
    "GetShardIterator",
    "ListShards",
    "ListStreamConsumers",
  ]);
});
