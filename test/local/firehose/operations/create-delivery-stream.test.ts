import {
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  ListDeliveryStreamsCommand,
  ListTagsForDeliveryStreamCommand,
} from "@aws-sdk/client-firehose";
import type { ExtendedS3DestinationConfiguration } from "@aws-sdk/client-firehose";
import { DeleteResourcePolicyCommand, PutResourcePolicyCommand } from "@aws-sdk/client-kinesis";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firehoseSettings } from "../../../../src/local/firehose/index.ts";
import { iamCorner } from "../../../../src/local/iam/index.ts";
import { bucketArn, permissions, roleArn, startHose, streamArn, trust } from "../hose.ts";
import type { Hose } from "../hose.ts";

let hose: Hose;
beforeAll(async () => (hose = await startHose()));
afterAll(() => hose.local.close());

const describeArchive = async () =>
  (await hose.clients.firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: "archive" })))
    .DeliveryStreamDescription!;
const remove = (): Promise<unknown> =>
  hose.clients.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: "archive" }));

test("a minimal destination reads back with AWS's defaults, twice", async () => {
  await hose.create();
  const found = await describeArchive();
  expect(found).toEqual({
    DeliveryStreamName: "archive",
    DeliveryStreamARN: "arn:aws:firehose:ap-northeast-2:000000000000:deliverystream/archive",
    DeliveryStreamStatus: "ACTIVE",
    DeliveryStreamType: "KinesisStreamAsSource",
    VersionId: "1",
    CreateTimestamp: expect.any(Date),
    Source: {
      KinesisStreamSourceDescription: {
        KinesisStreamARN: streamArn,
        RoleARN: roleArn,
        DeliveryStartTimestamp: expect.any(Date),
      },
    },
    Destinations: [
      {
        DestinationId: "destinationId-000000000001",
        S3DestinationDescription: {
          RoleARN: roleArn,
          BucketARN: bucketArn,
          Prefix: "",
          BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 5 },
          CompressionFormat: "UNCOMPRESSED",
          EncryptionConfiguration: { NoEncryptionConfig: "NoEncryption" },
          CloudWatchLoggingOptions: { Enabled: false },
        },
        ExtendedS3DestinationDescription: {
          RoleARN: roleArn,
          BucketARN: bucketArn,
          Prefix: "",
          BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 5 },
          CompressionFormat: "UNCOMPRESSED",
          EncryptionConfiguration: { NoEncryptionConfig: "NoEncryption" },
          CloudWatchLoggingOptions: { Enabled: false },
          S3BackupMode: "Disabled",
        },
      },
    ],
    HasMoreDestinations: false,
  });
  await expect(hose.create()).rejects.toMatchObject({
    name: "ResourceInUseException",
    message: "Firehose archive under accountId 000000000000 already exists",
  });
  await remove();
});

test("it is CREATING, then ACTIVE, then DELETING, then gone", async () => {
  const settings = hose.local.account.corner(firehoseSettings, "");
  Object.assign(settings, { createMs: 30_000, deleteMs: 20_000 });
  await hose.create({}, { Tags: [{ Key: "team", Value: "a" }, { Key: "bare" }] });
  expect((await describeArchive()).DeliveryStreamStatus).toBe("CREATING");
  await expect(remove()).rejects.toMatchObject({ name: "ResourceInUseException" });
  await hose.pass(30_000);
  expect((await describeArchive()).DeliveryStreamStatus).toBe("ACTIVE");
  const { Tags } = await hose.clients.firehose.send(
    new ListTagsForDeliveryStreamCommand({ DeliveryStreamName: "archive" }),
  );
  expect(Tags).toEqual([
    { Key: "bare", Value: "" },
    { Key: "team", Value: "a" },
  ]);
  await remove();
  expect((await describeArchive()).DeliveryStreamStatus).toBe("DELETING");
  await hose.pass(20_000);
  await expect(describeArchive()).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Firehose archive under account 000000000000 not found.",
  });
  Object.assign(settings, { createMs: 0, deleteMs: 0 });
});

test("what is written while it is CREATING is not delivered", async () => {
  const settings = hose.local.account.corner(firehoseSettings, "");
  settings.createMs = 30_000;
  await hose.create({ BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 } });
  settings.createMs = 0;
  await hose.write("early");
  await hose.pass(30_000);
  await hose.write("late");
  await hose.pass(1_000);
  expect(hose.texts()).toEqual(["late"]);
  await remove();
});

test("names are listed in order, by type and in pages", async () => {
  for (const name of ["c", "a", "b"]) {
    const direct = { DeliveryStreamType: "DirectPut" as const, KinesisStreamSourceConfiguration: undefined };
    await hose.create({}, { DeliveryStreamName: name, ...(name === "b" && direct) });
  }
  const list = async (more: object) =>
    (await hose.clients.firehose.send(new ListDeliveryStreamsCommand(more))) as object;
  expect(await list({})).toMatchObject({ DeliveryStreamNames: ["a", "b", "c"], HasMoreDeliveryStreams: false });
  expect(await list({ Limit: 2 })).toMatchObject({ DeliveryStreamNames: ["a", "b"], HasMoreDeliveryStreams: true });
  expect(await list({ ExclusiveStartDeliveryStreamName: "b" })).toMatchObject({ DeliveryStreamNames: ["c"] });
  expect(await list({ DeliveryStreamType: "DirectPut" })).toMatchObject({ DeliveryStreamNames: ["b"] });
});

describe("refused", () => {
  const hints = { BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 } };
  const unfit = "Ths supplied prefix(es) do not satisfy the following constraint: ";
  test.each<[string, Partial<ExtendedS3DestinationConfiguration>]>([
    [
      "1 validation error detected: Value '0' at 'extendedS3DestinationConfiguration.bufferingHints.sizeInMBs' failed to satisfy constraint: Member must have value greater than or equal to 1",
      { BufferingHints: { SizeInMBs: 0, IntervalInSeconds: 60 } },
    ],
    [
      "1 validation error detected: Value '901' at 'extendedS3DestinationConfiguration.bufferingHints.intervalInSeconds' failed to satisfy constraint: Member must have value less than or equal to 900",
      { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 901 } },
    ],
    ["BufferingHints must have both", { BufferingHints: { SizeInMBs: 5 } }],
    [
      `${unfit}ErrorOutputPrefix cannot be null or empty when Prefix contains expressions`,
      { Prefix: "!{timestamp:yyyy}/" },
    ],
    [`${unfit}ErrorOutputPrefix must contain`, { ErrorOutputPrefix: "bad/!{timestamp:yyyy}/" }],
    [`${unfit}Prefix cannot contain`, { Prefix: "!{firehose:error-output-type}/", ErrorOutputPrefix: "bad/" }],
    [`${unfit}Too many pattern letters: d`, { Prefix: "!{timestamp:ddd}/", ErrorOutputPrefix: "bad/" }],
    ["CustomTimeZone Asia/Nowhere is not supported.", { CustomTimeZone: "Asia/Nowhere" }],
    [
      "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.",
      { ...hints, DynamicPartitioningConfiguration: { Enabled: true } },
    ],
    [
      "BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.",
      { ...hints, DataFormatConversionConfiguration: { Enabled: true } },
    ],
    ["The local AWS has no compression Snappy of Firehose.", { CompressionFormat: "Snappy" }],
    [
      "The local AWS has no processor Lambda of Firehose.",
      { ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "Lambda" }] } },
    ],
    [
      "CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor",
      { ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "CloudWatchLogProcessing" }] } },
    ],
    [
      "The local AWS has no decompression of a stream of Firehose.",
      { ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "Decompression" }] } },
    ],
    ["LogGroupName and LogStreamName must be specified", { CloudWatchLoggingOptions: { Enabled: true } }],
    [
      "Firehose is unable to assume role arn:aws:iam::000000000000:role/nobody. Please check the role provided.",
      { RoleARN: "arn:aws:iam::000000000000:role/nobody" },
    ],
  ])("%s", async (message, destination) => {
    await expect(hose.create(destination)).rejects.toMatchObject({
      name: message.startsWith("1 validation") ? "ValidationException" : "InvalidArgumentException",
      message: expect.stringContaining(message),
    });
  });

  test("destinations other than S3, and several", async () => {
    const SplunkDestinationConfiguration = {
      HECEndpoint: "https://x",
      HECEndpointType: "Raw" as const,
      HECToken: "t",
      S3Configuration: { RoleARN: roleArn, BucketARN: bucketArn },
    };
    const alone = { ExtendedS3DestinationConfiguration: undefined, SplunkDestinationConfiguration };
    await expect(hose.create({}, alone)).rejects.toThrow("The local AWS has no SplunkDestination of Firehose.");
    await expect(hose.create({}, { SplunkDestinationConfiguration })).rejects.toThrow(
      "Exactly one destination configuration is supported for a Firehose",
    );
  });

  test("a role that trusts another service, and one that trusts Firehose of another account", async () => {
    const other = { StringEquals: { "sts:ExternalId": "111111111111" } };
    const own = { StringEquals: { "sts:ExternalId": "000000000000" } };
    const trusts = [trust("apigateway.amazonaws.com"), trust(undefined, other), trust(undefined, own)];
    for (const [i, AssumeRolePolicyDocument] of trusts.entries()) {
      await hose.clients.iam.send(new CreateRoleCommand({ RoleName: `role${i}`, AssumeRolePolicyDocument }));
    }
    const createAs = (i: number): Promise<void> => hose.create({ RoleARN: `arn:aws:iam::000000000000:role/role${i}` });
    await expect(createAs(0)).rejects.toThrow("Firehose is unable to assume role");
    await expect(createAs(1)).rejects.toThrow("Firehose is unable to assume role");
    await createAs(2);
    await remove();
  });

  test("a source that the role may not read, or that is not there", async () => {
    await hose.allow(permissions.slice(0, 1));
    await expect(hose.create()).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: expect.stringContaining(
        `Role ${roleArn} is not authorized to perform: kinesis:DescribeStream on resource ${streamArn}`,
      ),
    });
    await hose.allow([{ Effect: "Allow", Action: "*", Resource: "*" }]);
    const gone = { KinesisStreamARN: `${streamArn}2`, RoleARN: roleArn };
    await expect(hose.create({}, { KinesisStreamSourceConfiguration: gone })).rejects.toThrow("not found");
    await hose.allow(permissions);
  });

  test("a source whose own policy lets the role in, or keeps it out", async () => {
    const { kinesis } = hose.clients;
    const put = (Effect: string) => {
      const statement = { Effect, Principal: { AWS: roleArn }, Action: "kinesis:*", Resource: streamArn };
      const Policy = JSON.stringify({ Statement: [statement] });
      return kinesis.send(new PutResourcePolicyCommand({ ResourceARN: streamArn, Policy }));
    };
    await put("Deny");
    await expect(hose.create()).rejects.toThrow("is not authorized to perform: kinesis:DescribeStream");
    await hose.allow(permissions.slice(0, 1));
    await put("Allow");
    await hose.create();
    await remove();
    await kinesis.send(new DeleteResourcePolicyCommand({ ResourceARN: streamArn }));
    await hose.allow(permissions);
  });

  test("a role or a policy that is too new, as on AWS", async () => {
    const { settings } = hose.local.account.corner(iamCorner, "");
    settings.lagMs = 10_000;
    await hose.allow(permissions.slice(0, 1));
    await hose.pass(10_000);
    await hose.allow(permissions);
    await expect(hose.create()).rejects.toThrow("is not authorized to perform: kinesis:DescribeStream");
    await hose.pass(10_000);
    await hose.create();
    settings.lagMs = 0;
    await remove();
  });

  test("two destinations, none, and a source that does not fit the type", async () => {
    const old = { RoleARN: roleArn, BucketARN: bucketArn };
    const one = "Exactly one destination configuration is supported for a Firehose";
    await expect(hose.create({}, { S3DestinationConfiguration: old })).rejects.toThrow(one);
    await expect(hose.create({}, { ExtendedS3DestinationConfiguration: undefined })).rejects.toThrow(one);
    await expect(hose.create({}, { DeliveryStreamType: "DirectPut" })).rejects.toThrow("KinesisStreamSourceConfig");
    await expect(hose.create({}, { KinesisStreamSourceConfiguration: undefined })).rejects.toThrow(
      "KinesisStreamSourceConfig",
    );
    await hose.create({}, { ExtendedS3DestinationConfiguration: undefined, S3DestinationConfiguration: old });
    expect((await describeArchive()).Destinations![0]!.ExtendedS3DestinationDescription!.BucketARN).toBe(bucketArn);
    await remove();
  });
});
