import { MergeShardsCommand, SplitShardCommand, StartStreamEncryptionCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { aggregated } from "../../../records/decode/aggregated.ts";
import { permissions, startHose } from "../hose.ts";
import { aKey } from "../../kms/call-kms.ts";

const small = { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } };
const half = "170141183460469231731687303715884105728";

test("a merged shard is read after both of its parents", async () => {
  await using hose = await startHose({ shards: 2 });
  await hose.create(small);
  await hose.write("a", "b", "c", "d");
  const shards = { ShardToMerge: "shardId-000000000000", AdjacentShardToMerge: "shardId-000000000001" };
  await hose.clients.kinesis.send(new MergeShardsCommand({ StreamName: "orders", ...shards }));
  await hose.write("E");
  const split = { ShardToSplit: "shardId-000000000002", NewStartingHashKey: half };
  await hose.clients.kinesis.send(new SplitShardCommand({ StreamName: "orders", ...split }));
  await hose.write("w", "x", "y", "z");
  await hose.pass(60_000);
  const [text = ""] = hose.texts();
  expect(text.slice(0, 4).split("").toSorted().join("")).toBe("abcd");
  expect(text[4]).toBe("E");
  expect(text.slice(5).split("").toSorted().join("")).toBe("wxyz");
});

test("what failed to be delivered across a split is read again, parents first", async () => {
  await using hose = await startHose();
  await hose.create(small);
  await hose.write("parent ");
  await hose.clients.kinesis.send(
    new SplitShardCommand({ StreamName: "orders", ShardToSplit: "shardId-000000000000", NewStartingHashKey: half }),
  );
  await hose.write("child");
  const ok = hose.s3.answer;
  hose.s3.answer = () => ({ status: 503, headers: {}, body: "<Error><Code>SlowDown</Code></Error>" });
  await hose.pass(60_000);
  hose.s3.answer = ok;
  await hose.pass(10_000);
  await hose.write("!");
  await hose.pass(60_000);
  expect(hose.texts()).toEqual(["parent child", "!"]);
});

test("a stream with a key is read once the role may decrypt with it", async () => {
  await using hose = await startHose();
  const key = aKey(hose.local.account).arn;
  await hose.clients.kinesis.send(
    new StartStreamEncryptionCommand({ StreamName: "orders", EncryptionType: "KMS", KeyId: key }),
  );
  await hose.create(small);
  await hose.write("secret");
  await hose.pass(60_000);
  expect(hose.puts).toEqual([]);
  await hose.allow([...permissions, { Effect: "Allow", Action: "kms:Decrypt", Resource: key }]);
  await hose.pass(1_000);
  expect(hose.texts()).toEqual(["secret"]);
});

test("a process that slept for longer than iterators live goes on where it was", async () => {
  await using hose = await startHose();
  await hose.create(small);
  await hose.write("one");
  await hose.pass(60_000);
  await hose.write("two");
  await hose.pass(3_600_000);
  expect(hose.texts()).toEqual(["one", "two"]);
});

test("records that a producer packed together come one by one", async () => {
  await using hose = await startHose();
  await hose.create({
    ...small,
    ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "AppendDelimiterToRecord" }] },
  });
  const packed = aggregated(["one", "two"].map((text) => ({ key: "k", data: Buffer.from(text) })));
  await hose.write(packed, "three");
  await hose.pass(60_000);
  expect(hose.texts()).toEqual(["one\ntwo\nthree\n"]);
});

test.each(["kinesis:ListShards", "kinesis:GetShardIterator", "kinesis:GetRecords", "s3:PutObject"])(
  "nothing is delivered without %s; with it, all that came since the start is",
  async (action) => {
    await using hose = await startHose();
    await hose.allow([...permissions, { Effect: "Deny", Action: action, Resource: "*" }]);
    await hose.create(small);
    await hose.write("one");
    await hose.pass(60_000);
    expect(hose.puts).toEqual([]);
    await hose.allow(permissions);
    await hose.pass(10_000);
    expect(hose.texts()).toEqual(["one"]);
  },
);
