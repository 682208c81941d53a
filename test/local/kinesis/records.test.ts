import { describe, expect, it } from "vitest";
import { START, base64, bench, drain } from "./bench.ts";
import type { Bench } from "./bench.ts";

const SHARD = "shardId-000000000000";
const HOUR = 3_600_000;

async function oneShard(settings = {}): Promise<Bench> {
  const local = bench(settings);
  await local.call("CreateStream", { StreamName: "s", ShardCount: 1 });
  return local;
}

const put = async ({ call }: Bench, data: string, rest = {}) =>
  call("PutRecord", { StreamName: "s", PartitionKey: "k", Data: base64(data), ...rest });

const iterator = async ({ call }: Bench, type: string, rest = {}): Promise<string> =>
  (await call("GetShardIterator", { StreamName: "s", ShardId: SHARD, ShardIteratorType: type, ...rest })).ShardIterator;

const texts = (records: { readonly Data: string }[]) =>
  records.map(({ Data }) => Buffer.from(Data, "base64").toString());

describe("A record", () => {
  it("has a 56-digit sequence number that grows, and its time to the millisecond", async () => {
    const local = await oneShard();
    const numbers: string[] = [];
    for (const data of ["1", "2", "3"]) {
      local.clock.time += 7;
      const answer = await put(local, data);
      expect(Object.keys(answer)).toEqual(["ShardId", "SequenceNumber"]);
      numbers.push(answer.SequenceNumber);
    }
    expect(numbers.every((number) => /^\d{56}$/.test(number))).toBe(true);
    expect(numbers.toSorted()).toEqual(numbers);
    const [first] = await drain(local, "s", SHARD);
    expect(first).toEqual({
      SequenceNumber: numbers[0],
      ApproximateArrivalTimestamp: (START + 7) / 1000,
      Data: base64("1"),
      PartitionKey: "k",
    });
  });

  it("is refused in AWS's words when it breaks the model", async () => {
    const { refused } = await oneShard();
    expect(await refused("PutRecord", { StreamName: "s", PartitionKey: "", Data: "" })).toBe(
      "ValidationException: 1 validation error detected: Value '' at 'partitionKey' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 1",
    );
    const key = "k".repeat(257);
    expect(await refused("PutRecord", { StreamName: "-!", PartitionKey: key, ExplicitHashKey: "01" })).toBe(
      "ValidationException: 4 validation errors detected: " +
        `Value '${key}' at 'partitionKey' failed to satisfy constraint: Member must have length less than or equal to 256; ` +
        "Value '01' at 'explicitHashKey' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38}); " +
        "Value null at 'data' failed to satisfy constraint: Member must not be null; " +
        "Value '-!' at 'streamName' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    );
    expect(await refused("PutRecord", { StreamName: "s", PartitionKey: 1, Data: "" })).toBe(
      "SerializationException: class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String",
    );
    expect(await refused("PutRecord", { StreamName: "s", PartitionKey: "k", Data: "Foo" })).toBe(
      "SerializationException: 'Foo' can not be converted to a Blob: " +
        "Base64 encoded length is expected a multiple of 4 bytes but found: 3",
    );
    expect(await refused("PutRecord", { StreamName: "s", PartitionKey: "k", Data: "a=bc" })).toMatch(
      "Invalid Base64 character: '='",
    );
    expect(await refused("PutRecords", { StreamName: "s", Records: [{ PartitionKey: "", Data: "" }] })).toMatch(
      "Value '' at 'records.1.member.partitionKey' failed",
    );
    const hash = `${2n ** 128n}`;
    expect(await refused("PutRecord", { StreamName: "s", PartitionKey: "k", Data: "", ExplicitHashKey: hash })).toBe(
      "InvalidArgumentException: Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. " +
        `Specified value was ${hash}`,
    );
  });

  it("may come with others of 5 MiB in all, and of 10 where the stream takes large ones", async () => {
    const local = await oneShard();
    const Data = Buffer.alloc(1_048_576 - 2).toString("base64");
    const batch = (count: number) => ({
      StreamName: "s",
      Records: Array.from({ length: count }, () => ({ PartitionKey: "k", Data })),
    });
    expect(await local.call("PutRecords", batch(5))).toMatchObject({ FailedRecordCount: 0 });
    expect(await local.refused("PutRecords", batch(6))).toBe(
      "InvalidArgumentException: Records size exceeds 5 MB limit",
    );
    const { StreamDescriptionSummary: stream } = await local.call("DescribeStreamSummary", { StreamName: "s" });
    await local.call("UpdateMaxRecordSize", { StreamARN: stream.StreamARN, MaxRecordSizeInKiB: 2048 });
    expect(await local.call("PutRecords", batch(10))).toMatchObject({ FailedRecordCount: 0 });
    expect(await local.refused("PutRecords", batch(11))).toMatch("10 MB limit");
  });

  it("may be 1 MiB large, or as large as the stream was told", async () => {
    const local = await oneShard();
    const mebibyte = "a".repeat(1_048_576);
    // With its key.
    await local.call("PutRecord", { StreamName: "s", PartitionKey: "ké", Data: base64(mebibyte.slice(3)) });
    expect(
      await local.refused("PutRecord", { StreamName: "s", PartitionKey: "ké", Data: base64(mebibyte.slice(2)) }),
    ).toMatch(/at 'data' failed .* less than or equal to 1048576$/);
    const larger = { StreamName: "s", PartitionKey: "k", Data: base64(`${mebibyte}a`) };
    expect(await local.refused("PutRecord", larger)).toBe(
      "ValidationException: 1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=1048577 cap=1048577]' " +
        "at 'data' failed to satisfy constraint: Member must have length less than or equal to 1048576",
    );
    const { StreamDescriptionSummary } = await local.call("DescribeStreamSummary", { StreamName: "s" });
    await local.call("UpdateMaxRecordSize", {
      StreamARN: StreamDescriptionSummary.StreamARN,
      MaxRecordSizeInKiB: 2048,
    });
    await local.call("PutRecord", larger);
    const [, found] = await drain(local, "s", SHARD);
    expect(found.Data).toBe(larger.Data);
  });

  it("is not read through an iterator of another stream than the one that is named", async () => {
    const local = await oneShard();
    await put(local, "a");
    await local.call("CreateStream", { StreamName: "other", ShardCount: 1 });
    const { StreamDescriptionSummary: own } = await local.call("DescribeStreamSummary", { StreamName: "s" });
    const asked = { StreamName: "s", ShardId: SHARD, ShardIteratorType: "TRIM_HORIZON" };
    const { ShardIterator } = await local.call("GetShardIterator", asked);
    const arn = String(own.StreamARN);
    expect((await local.call("GetRecords", { ShardIterator, StreamARN: arn })).Records).toHaveLength(1);
    expect(await local.refused("GetRecords", { ShardIterator, StreamARN: arn.replace(/s$/, "other") })).toBe(
      "InvalidArgumentException: Invalid ShardIterator. It is one of stream s, and not of other.",
    );
    expect(await local.refused("GetRecords", { ShardIterator, StreamARN: arn.replace(/s$/, "none") })).toMatch(
      /^ResourceNotFoundException: Stream none under account \d+ not found\.$/,
    );
  });

  it("is gone after the retention period, also from an iterator that was before it", async () => {
    const local = await oneShard();
    await put(local, "old");
    local.clock.time += 23 * HOUR;
    await put(local, "young");
    local.clock.time += 2 * HOUR;
    expect(texts(await drain(local, "s", SHARD))).toEqual(["young"]);

    await local.call("IncreaseStreamRetentionPeriod", { StreamName: "s", RetentionPeriodHours: 72 });
    local.clock.time += 40 * HOUR;
    expect(texts(await drain(local, "s", SHARD))).toEqual(["young"]);
    await local.call("DecreaseStreamRetentionPeriod", { StreamName: "s", RetentionPeriodHours: 24 });
    expect(await drain(local, "s", SHARD)).toEqual([]);
  });

  it("says that it is encrypted when it was written so", async () => {
    const local = await oneShard();
    await put(local, "plain");
    const key = { StreamName: "s", EncryptionType: "KMS", KeyId: "alias/aws/kinesis" };
    await local.call("StartStreamEncryption", key);
    expect(await put(local, "secret")).toMatchObject({ EncryptionType: "KMS" });
    await local.call("StopStreamEncryption", key);
    const records = await drain(local, "s", SHARD);
    expect(records.map(({ EncryptionType }) => EncryptionType)).toEqual([undefined, "KMS"]);
  });

  it("is refused when its shard is full, if rates are enforced", async () => {
    const local = await oneShard({ enforceRates: true });
    const records = Array.from({ length: 500 }, () => ({ PartitionKey: "k", Data: "" }));
    for (const expected of [0, 0, 500]) {
      const { FailedRecordCount } = await local.call("PutRecords", { StreamName: "s", Records: records });
      expect(FailedRecordCount).toBe(expected);
    }
    expect(await local.refused("PutRecord", { StreamName: "s", PartitionKey: "k", Data: "" })).toBe(
      "ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000000 in stream s " +
        "under account 111122223333.",
    );
    local.clock.time += 500;
    const { FailedRecordCount } = await local.call("PutRecords", { StreamName: "s", Records: records });
    expect(FailedRecordCount).toBe(0);

    local.clock.time += 1000;
    await put(local, "a".repeat(600_000));
    await expect(put(local, "a".repeat(600_000))).rejects.toThrow("ProvisionedThroughputExceededException");
  });
});

describe("A shard iterator", () => {
  it("of each type begins where AWS's does", async () => {
    const local = await oneShard();
    await put(local, "a");
    local.clock.time += 1000;
    const { SequenceNumber } = await put(local, "b");
    local.clock.time += 1000;
    await put(local, "c");
    const read = async (type: string, rest = {}) => {
      const { Records } = await local.call("GetRecords", { ShardIterator: await iterator(local, type, rest) });
      return texts(Records).join("");
    };
    const number = { StartingSequenceNumber: SequenceNumber };
    expect(await read("TRIM_HORIZON")).toBe("abc");
    expect(await read("LATEST")).toBe("");
    expect(await read("AT_SEQUENCE_NUMBER", number)).toBe("bc");
    expect(await read("AFTER_SEQUENCE_NUMBER", number)).toBe("c");
    expect(await read("AT_TIMESTAMP", { Timestamp: (START + 1000) / 1000 })).toBe("bc");
    expect(await read("AT_TIMESTAMP", { Timestamp: (START + 1000.001) / 1000 })).toBe("bc");
    expect(await read("AT_TIMESTAMP", { Timestamp: (START + 1001) / 1000 })).toBe("c");
    const latest = await iterator(local, "LATEST");
    await put(local, "d");
    for (let i = 0; i < 2; i++) {
      expect(texts((await local.call("GetRecords", { ShardIterator: latest })).Records)).toEqual(["d"]);
    }
  });

  it("lives five minutes", async () => {
    const local = await oneShard();
    const made = await iterator(local, "TRIM_HORIZON");
    local.clock.time += 300_000;
    await local.call("GetRecords", { ShardIterator: made });
    local.clock.time += 1000;
    expect(await local.refused("GetRecords", { ShardIterator: made })).toBe(
      "ExpiredIteratorException: Iterator expired. The iterator was created at time Thu Jan 15 12:00:00 UTC 2026 while " +
        "right now it is Thu Jan 15 12:05:01 UTC 2026 which is further in the future than the tolerated delay of " +
        "300000 milliseconds.",
    );
  });

  it("cannot be made up, or made for what is not there", async () => {
    const local = await oneShard();
    const made = await iterator(local, "LATEST");
    const forged = Buffer.from(made, "base64");
    forged[forged.length - 1]! ^= 1;
    for (const ShardIterator of ["x", made.slice(4), forged.toString("base64")]) {
      expect(await local.refused("GetRecords", { ShardIterator })).toBe(
        "InvalidArgumentException: Invalid ShardIterator.",
      );
    }
    const ask = { StreamName: "s", ShardId: "shardId-000000000009", ShardIteratorType: "LATEST" };
    expect(await local.refused("GetShardIterator", ask)).toBe(
      "ResourceNotFoundException: Shard shardId-000000000009 in stream s under account 111122223333 does not exist",
    );
    expect(await local.refused("GetShardIterator", { ...ask, ShardId: "a-b" })).toBe(
      "ResourceNotFoundException: Could not find shard a-b in stream s under account 111122223333.",
    );
    const future = { ...ask, ShardId: SHARD, ShardIteratorType: "AT_TIMESTAMP", Timestamp: START / 1000 + 1 };
    expect(await local.refused("GetShardIterator", future)).toBe(
      "InvalidArgumentException: The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. " +
        `timestampInMillis: ${START + 1000}, currentTimestampInMillis: ${START}`,
    );
  });
});

describe("GetRecords", () => {
  it("says how far behind the reader is", async () => {
    const local = await oneShard();
    await put(local, "a");
    local.clock.time += 5000;
    await put(local, "b");
    const ShardIterator = await iterator(local, "TRIM_HORIZON");
    const first = await local.call("GetRecords", { ShardIterator, Limit: 1 });
    expect(first.MillisBehindLatest).toBe(5000);
    const rest = await local.call("GetRecords", { ShardIterator: first.NextShardIterator });
    expect([texts(rest.Records), rest.MillisBehindLatest]).toEqual([["b"], 0]);
  });

  it("gives at most 10 MiB at once", async () => {
    const local = await oneShard();
    for (let i = 0; i < 12; i++) await put(local, "a".repeat(1_000_000));
    const ShardIterator = await iterator(local, "TRIM_HORIZON");
    const { Records, NextShardIterator } = await local.call("GetRecords", { ShardIterator });
    expect(Records).toHaveLength(10);
    expect((await local.call("GetRecords", { ShardIterator: NextShardIterator })).Records).toHaveLength(2);
  });

  it("answers five times a second, if rates are enforced", async () => {
    const local = await oneShard({ enforceRates: true });
    const ShardIterator = await iterator(local, "TRIM_HORIZON");
    for (let i = 0; i < 5; i++) await local.call("GetRecords", { ShardIterator });
    expect(await local.refused("GetRecords", { ShardIterator })).toMatch("ProvisionedThroughputExceededException");
    local.clock.time += 200;
    await local.call("GetRecords", { ShardIterator });
  });
});
