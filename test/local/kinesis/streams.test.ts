import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/local/fault.ts";
import { START, base64, bench, caller } from "./bench.ts";

const ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

describe("A stream", () => {
  it("is ACTIVE as soon as it is created, with all that AWS says about it", async () => {
    const { call } = bench();
    await call("CreateStream", { StreamName: "orders", ShardCount: 3, Tags: { team: "a" } });
    const { StreamDescriptionSummary } = await call("DescribeStreamSummary", { StreamName: "orders" });
    expect(StreamDescriptionSummary).toEqual({
      StreamName: "orders",
      StreamARN: ARN,
      StreamId: expect.stringMatching(/^[a-z0-9]{20}-[a-z0-9]{3}$/),
      StreamStatus: "ACTIVE",
      StreamModeDetails: { StreamMode: "PROVISIONED" },
      RetentionPeriodHours: 24,
      StreamCreationTimestamp: START / 1000,
      EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
      EncryptionType: "NONE",
      OpenShardCount: 3,
      ConsumerCount: 0,
      MaxRecordSizeInKiB: 1024,
    });
    expect(await call("ListTagsForResource", { ResourceARN: ARN })).toEqual({ Tags: [{ Key: "team", Value: "a" }] });
  });

  it("is CREATING, UPDATING and DELETING for as long as the settings say", async () => {
    const { call, refused, clock } = bench({ createMs: 1000, updateMs: 2000, deleteMs: 3000 });
    const status = async () => {
      const { StreamDescription: found } = await call("DescribeStream", { StreamName: "orders" });
      return [found.StreamStatus, found.Shards.length];
    };
    const record = { StreamName: "orders", PartitionKey: "a", Data: "" };

    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
    expect(await status()).toEqual(["CREATING", 0]);
    expect(await refused("PutRecord", record)).toBe(
      "ResourceNotFoundException: Stream orders under account 111122223333 not found.",
    );
    clock.time += 1000;
    expect(await status()).toEqual(["ACTIVE", 1]);

    await call("UpdateShardCount", { StreamName: "orders", TargetShardCount: 2, ScalingType: "UNIFORM_SCALING" });
    expect(await status()).toEqual(["UPDATING", 1]);
    await call("PutRecord", record);
    expect(await refused("DecreaseStreamRetentionPeriod", { StreamName: "orders", RetentionPeriodHours: 24 })).toBe(
      "ResourceInUseException: Stream orders under account 111122223333 not ACTIVE, instead in state UPDATING",
    );
    clock.time += 2000;
    expect(await status()).toEqual(["ACTIVE", 3]);

    await call("DeleteStream", { StreamName: "orders" });
    expect((await status())[0]).toBe("DELETING");
    expect(await refused("CreateStream", { StreamName: "orders", ShardCount: 1 })).toBe(
      "ResourceInUseException: Stream orders under account 111122223333 already exists.",
    );
    clock.time += 3000;
    expect(await refused("DescribeStream", { StreamName: "orders" })).toMatch("ResourceNotFoundException");
    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
  });

  it("is found by its name or its ARN, in its own region only", async () => {
    const { call, refused, scope } = bench();
    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
    const { StreamDescriptionSummary: found } = await call("DescribeStreamSummary", { StreamARN: ARN });
    expect(found.StreamName).toBe("orders");
    expect(await refused("DescribeStream", { StreamName: "orders" }, { ...scope, region: "us-east-1" })).toMatch(
      "ResourceNotFoundException",
    );
    expect(await refused("DescribeStream", { StreamARN: ARN.replace("111122223333", "444455556666") })).toBe(
      "ResourceNotFoundException: Stream orders under account 444455556666 not found.",
    );
    expect(await refused("DescribeStream", {})).toMatch("InvalidArgumentException");
  });

  it("is listed by name, a page at a time", async () => {
    const { call } = bench();
    for (const name of ["c", "a", "b"]) await call("CreateStream", { StreamName: name, ShardCount: 1 });
    const first = await call("ListStreams", { Limit: 2 });
    expect(first).toMatchObject({ StreamNames: ["a", "b"], HasMoreStreams: true });
    const rest = await call("ListStreams", { NextToken: first.NextToken });
    expect(rest).toMatchObject({ StreamNames: ["c"], HasMoreStreams: false });
    expect(rest.StreamSummaries[0]).toMatchObject({ StreamName: "c", StreamStatus: "ACTIVE" });
  });

  it("on demand has four shards, and AWS looks after them", async () => {
    const { call, refused } = bench();
    await call("CreateStream", { StreamName: "orders", StreamModeDetails: { StreamMode: "ON_DEMAND" } });
    expect((await call("ListShards", { StreamName: "orders" })).Shards).toHaveLength(4);
    const split = { StreamName: "orders", ShardToSplit: "shardId-000000000000", NewStartingHashKey: "9" };
    expect(await refused("SplitShard", split)).toMatch("ValidationException");
    await call("UpdateStreamMode", { StreamARN: ARN, StreamModeDetails: { StreamMode: "PROVISIONED" } });
    await call("SplitShard", split);
    expect(await call("DescribeLimits")).toMatchObject({ OpenShardCount: 5, OnDemandStreamCount: 0 });
  });

  it("with consumers is deleted only by force", async () => {
    const { call, refused } = bench();
    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
    const { Consumer } = await call("RegisterStreamConsumer", { StreamARN: ARN, ConsumerName: "reader" });
    expect(Consumer.ConsumerARN).toBe(`${ARN}/consumer/reader:${START / 1000}`);
    const { ConsumerDescription } = await call("DescribeStreamConsumer", { ConsumerARN: Consumer.ConsumerARN });
    expect(ConsumerDescription).toMatchObject({ ConsumerStatus: "ACTIVE", StreamARN: ARN });
    expect(await refused("DeleteStream", { StreamName: "orders" })).toMatch("ResourceInUseException");
    await call("DeregisterStreamConsumer", { StreamARN: ARN, ConsumerName: "reader" });
    expect(await call("ListStreamConsumers", { StreamARN: ARN })).toEqual({ Consumers: [] });
    await call("RegisterStreamConsumer", { StreamARN: ARN, ConsumerName: "reader" });
    await call("DeleteStream", { StreamName: "orders", EnforceConsumerDeletion: true });
  });

  it("carries at most 50 tags, of AWS's characters", async () => {
    const { call, refused } = bench();
    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
    const tags = (count: number, from = 0) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${from + i}`, "값 1/2"]));
    await call("AddTagsToStream", { StreamName: "orders", Tags: tags(50) });
    expect(await refused("AddTagsToStream", { StreamName: "orders", Tags: tags(1, 50) })).toBe(
      "InvalidArgumentException: Failed to add tags to stream orders under account 111122223333 because a given " +
        "stream cannot have more than 50 tags associated with it.",
    );
    expect(await refused("TagResource", { ResourceARN: ARN, Tags: { "a;b": "" } })).toBe(
      "InvalidArgumentException: Some tags contain invalid characters. Valid characters: " +
        "Unicode letters, digits, white space, _ . / = + - % @.",
    );
    await call("UntagResource", { ResourceARN: ARN, TagKeys: ["key0", "key1"] });
    const page = await call("ListTagsForStream", { StreamName: "orders", Limit: 1 });
    expect(page).toEqual({ Tags: [{ Key: "key10", Value: "값 1/2" }], HasMoreTags: true });
  });

  it("keeps its resource policy", async () => {
    const { call, refused } = bench();
    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
    const statement = {
      Effect: "Allow",
      Principal: { AWS: "444455556666" },
      Action: "kinesis:PutRecord",
      Resource: ARN,
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await call("PutResourcePolicy", { ResourceARN: ARN, Policy });
    expect(await call("GetResourcePolicy", { ResourceARN: ARN })).toEqual({ Policy });
    for (const odd of [
      "nope",
      "{}",
      '{"Statement":[]}',
      Policy.replace("kinesis:", "s3:"),
      Policy.replace("Principal", "Sid"),
    ])
      expect(await refused("PutResourcePolicy", { ResourceARN: ARN, Policy: odd }), odd).toMatch(
        "InvalidArgumentException",
      );
    await call("DeleteResourcePolicy", { ResourceARN: ARN });
    expect(await call("GetResourcePolicy", { ResourceARN: ARN })).toEqual({ Policy: "{}" });
    expect(await refused("DeleteResourcePolicy", { ResourceARN: ARN })).toMatch("ResourceNotFoundException");
  });
});

it("is encrypted by KMS, and has a warm throughput on demand only", async () => {
  const { call, refused } = bench();
  await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
  const none = { StreamName: "orders", EncryptionType: "NONE", KeyId: "alias/aws/kinesis" };
  expect(await refused("StartStreamEncryption", none)).toMatch("InvalidArgumentException");
  expect(await refused("UpdateStreamWarmThroughput", { StreamARN: ARN, WarmThroughputMiBps: 5 })).toMatch(
    "ValidationException: Request is invalid. Stream orders under account 111122223333 is in Provisioned mode.",
  );
});

describe("A caller", () => {
  it("does what its policies allow, on the streams they name", async () => {
    const { call, refused, scope } = bench();
    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
    const arn = "arn:aws:sts::111122223333:assumed-role/writer/session";
    const writer = { ...scope, caller: caller(arn, (what, on) => what === "kinesis:PutRecord" && on === ARN) };
    await call("PutRecord", { StreamName: "orders", PartitionKey: "a", Data: base64("1") }, writer);
    expect(
      await refused("PutRecords", { StreamName: "orders", Records: [{ PartitionKey: "a", Data: "" }] }, writer),
    ).toBe(
      `AccessDeniedException: User: ${arn} is not authorized to perform: kinesis:PutRecords on resource: ${ARN} ` +
        "because no identity-based policy allows the kinesis:PutRecords action",
    );
    // Whether a stream exists is nobody's business who may not use it; a broken request is said to be broken first.
    const other = { StreamName: "others", PartitionKey: "a", Data: "" };
    expect(await refused("PutRecord", other, writer)).toMatch("AccessDeniedException");
    expect(await refused("PutRecord", { ...other, PartitionKey: "" }, writer)).toMatch("ValidationException");
    const { ShardIterator } = await call("GetShardIterator", {
      StreamName: "orders",
      ShardId: "shardId-000000000000",
      ShardIteratorType: "TRIM_HORIZON",
    });
    expect(await refused("GetRecords", { ShardIterator }, writer)).toMatch("kinesis:GetRecords on resource");
    expect(await refused("CreateStream", { StreamName: "new", ShardCount: 1 }, writer)).toMatch("kinesis:CreateStream");
    expect(await refused("ListStreams", {}, writer)).toMatch("on resource: *");
  });

  it("meets the failures that the settings ask for", async () => {
    const { call, refused, settings } = bench();
    await call("CreateStream", { StreamName: "orders", ShardCount: 1 });
    const record = { PartitionKey: "a", Data: "" };
    settings.refusal = (operation, stream) =>
      operation === "PutRecord" && stream === "orders" ? new Fault("InternalFailure", "Broken.", 500) : undefined;
    settings.entryRefusal = (_stream, i) => (i === 1 ? new Fault("InternalFailure", "Broken.") : undefined);
    expect(await refused("PutRecord", { StreamName: "orders", ...record })).toBe("InternalFailure: Broken.");
    const { FailedRecordCount, Records } = await call("PutRecords", {
      StreamName: "orders",
      Records: [record, record, record],
    });
    expect(FailedRecordCount).toBe(1);
    expect(Records[1]).toEqual({ ErrorCode: "InternalFailure", ErrorMessage: "Broken." });
    expect(Records[2].ShardId).toBe("shardId-000000000000");
  });
});
