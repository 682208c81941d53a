import {
  CreateDeliveryStreamCommand,
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  ListTagsForDeliveryStreamCommand,
  UpdateDestinationCommand,
  type DeliveryStreamDescription,
  type ExtendedS3DestinationDescription,
  type Tag,
} from "@aws-sdk/client-firehose";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import type { Config } from "../../../src/settings/config.ts";
import { archive } from "../../../src/steps/archive/archive.ts";
import { ourTags } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { archiveContext, type ArchiveContext } from "./archive-context.ts";

interface World {
  stream?: (DeliveryStreamDescription & { readonly Tags?: Tag[] }) | undefined;
  /** Statuses that it has first, one a look. */
  readonly first: string[];
}

const arn = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders";
const source = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
const role = "arn:aws:iam::111122223333:role/orders-archive-eu-west-1";
const gone = fault("ResourceNotFoundException");
const lag = fault(
  "InvalidArgumentException",
  `Firehose is unable to assume role ${role}. Please check the role provided.`,
);

/** A Firehose that holds one delivery stream. */
function firehoseWith(ctx: ArchiveContext, first: string[] = []): World {
  const world: World = { first };
  const { firehose } = ctx;
  firehose.on(DescribeDeliveryStreamCommand).callsFake(() => {
    if (world.stream === undefined) throw gone;
    const DeliveryStreamStatus = world.first.shift() ?? world.stream.DeliveryStreamStatus;
    return { DeliveryStreamDescription: { ...world.stream, DeliveryStreamStatus } };
  });
  firehose.on(ListTagsForDeliveryStreamCommand).callsFake(() => {
    if (world.stream === undefined) throw gone;
    return { Tags: world.stream.Tags };
  });
  firehose.on(CreateDeliveryStreamCommand).callsFake((input: CreateDeliveryStreamCommand["input"]) => {
    if (world.stream !== undefined) throw fault("ResourceInUseException");
    world.stream = {
      DeliveryStreamName: input.DeliveryStreamName,
      DeliveryStreamARN: arn,
      DeliveryStreamStatus: "ACTIVE",
      DeliveryStreamType: input.DeliveryStreamType,
      VersionId: "1",
      Source: { KinesisStreamSourceDescription: { ...input.KinesisStreamSourceConfiguration } },
      Destinations: [
        {
          DestinationId: "destinationId-000000000001",
          ExtendedS3DestinationDescription:
            input.ExtendedS3DestinationConfiguration as ExtendedS3DestinationDescription,
        },
      ],
      HasMoreDestinations: false,
      Tags: [...(input.Tags ?? [])],
    };
    return { DeliveryStreamARN: arn };
  });
  firehose.on(UpdateDestinationCommand).callsFake((input: UpdateDestinationCommand["input"]) => {
    const { stream } = world;
    if (stream === undefined || input.CurrentDeliveryStreamVersionId !== stream.VersionId)
      throw fault("ConcurrentModificationException");
    change(world, input.ExtendedS3DestinationUpdate ?? {});
    return {};
  });
  firehose.on(DeleteDeliveryStreamCommand).callsFake(() => {
    if (world.stream === undefined) throw gone;
    world.stream = undefined;
    return {};
  });
  quiet(ctx);
  return world;
}

/** Gives the destination other members, and the whole a new version. */
function change(world: World, members: Partial<ExtendedS3DestinationDescription>): void {
  const { stream } = world;
  const [there] = stream?.Destinations ?? [];
  if (stream === undefined || there === undefined) throw gone;
  const { ExtendedS3DestinationDescription: old } = there;
  const now = { ...old, ...members } as ExtendedS3DestinationDescription;
  world.stream = {
    ...stream,
    VersionId: String(Number(stream.VersionId) + 1),
    Destinations: [{ ...there, ExtendedS3DestinationDescription: now }],
  };
}

/** No record has come of late. */
function quiet(ctx: ArchiveContext): void {
  ctx.aws.kinesis.on(ListShardsCommand).resolves({ Shards: [{ ShardId: "shardId-000000000000" }] as never });
  ctx.aws.kinesis.on(GetShardIteratorCommand).resolves({ ShardIterator: "i" });
  ctx.aws.kinesis.on(GetRecordsCommand).resolves({ Records: [], MillisBehindLatest: 0 });
}

function busy(ctx: ArchiveContext, secondsAgo: number): void {
  const ApproximateArrivalTimestamp = new Date(ctx.clock.now() - secondsAgo * 1_000);
  const record = { ApproximateArrivalTimestamp, Data: Buffer.from("{}"), PartitionKey: "k", SequenceNumber: "1" };
  ctx.aws.kinesis.on(GetRecordsCommand).resolves({ Records: [record], MillisBehindLatest: 0 });
}

const contextOf = (config: Partial<Config> = {}) => archiveContext(config);

/** One that is there as it was asked for. */
async function made(config: Partial<Config> = {}, first: string[] = []) {
  const ctx = contextOf(config);
  const world = firehoseWith(ctx, first);
  await converge(archive, ctx);
  const before = ctx.writes().length;
  return { ctx, world, since: () => ctx.writes().slice(before) };
}

test("the first run makes it, waits until it is ACTIVE, and the second changes nothing", async () => {
  const { ctx, world, since } = await made({}, ["CREATING", "CREATING"]);
  expect(world.stream).toMatchObject({
    DeliveryStreamType: "KinesisStreamAsSource",
    Source: { KinesisStreamSourceDescription: { KinesisStreamARN: source, RoleARN: role } },
    Tags: [...ourTags, { Key: "kinesis-proxy-region", Value: "eu-west-1" }],
  });
  expect(world.stream?.Destinations?.[0]?.ExtendedS3DestinationDescription).toEqual({
    RoleARN: role,
    BucketARN: "arn:aws:s3:::kept",
    Prefix: "orders/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
    ErrorOutputPrefix:
      "orders-errors/!{firehose:error-output-type}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
    BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
    CompressionFormat: "GZIP",
    EncryptionConfiguration: { NoEncryptionConfig: "NoEncryption" },
    CloudWatchLoggingOptions: {
      Enabled: true,
      LogGroupName: "/aws/kinesisfirehose/kinesis-proxy/orders",
      LogStreamName: "S3Delivery",
    },
    ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "AppendDelimiterToRecord" }] },
  });
  expect(ctx.report.texts("step.note")).toEqual(["waiting until it is ACTIVE, a minute or two"]);
  expect((await converge(archive, ctx)).outcome).toBe("unchanged");
  expect(since()).toEqual([]);
  expect(ctx.state.ids.archive).toEqual({ name: "orders", arn, location: "s3://kept/orders/" });
});

test("with --newline the records have their line ends already", async () => {
  const { world } = await made({ newline: true });
  const { ProcessingConfiguration } = world.stream?.Destinations?.[0]?.ExtendedS3DestinationDescription ?? {};
  expect(ProcessingConfiguration).toEqual({ Enabled: false, Processors: [] });
});

test("a Firehose that puts no line ends says so, and what to do", async () => {
  const ctx = contextOf();
  firehoseWith(ctx);
  const why = "Processor type AppendDelimiterToRecord is not supported";
  ctx.firehose.on(CreateDeliveryStreamCommand).rejects(fault("InvalidArgumentException", why));
  await expect(converge(archive, ctx)).rejects.toMatchObject({
    message: `Firehose in eu-west-1 does not put line ends between records: ${why}`,
    hint: 'Let the proxy itself end each record with one: run "kinesis-proxy up --newline".',
  });
});

test.each([
  ["prefix", { Prefix: "elsewhere/" }],
  ["error prefix", { ErrorOutputPrefix: "errors/!{firehose:error-output-type}/" }],
  ["archive-buffer", { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 900 } }],
  ["archive-compress", { CompressionFormat: "UNCOMPRESSED" }],
  ["line ends", { ProcessingConfiguration: { Enabled: false, Processors: [] } }],
  ["line ends", { ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "Lambda" }] } }],
  ["encryption", { EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: "arn:aws:kms:::key/x" } } }],
  ["error log: none →", { CloudWatchLoggingOptions: { Enabled: false } }],
  [
    "error log: theirs:x →",
    { CloudWatchLoggingOptions: { Enabled: true, LogGroupName: "theirs", LogStreamName: "x" } },
  ],
  ["bucket", { BucketARN: "arn:aws:s3:::other" }],
  ["role", { RoleARN: "arn:aws:iam::111122223333:role/other" }],
] as const)("drift of %s is repaired by one call: %j", async (field, members) => {
  const { ctx, world, since } = await made();
  const { Destinations } = world.stream!;
  change(world, members as Partial<ExtendedS3DestinationDescription>);
  const { outcome, detail } = await converge(archive, ctx);
  expect([outcome, detail]).toEqual(["repaired", expect.stringContaining(field)]);
  expect(world.stream?.Destinations).toEqual(Destinations);
  expect(since()).toEqual(["UpdateDestination"]);
});

test("a change that meets another one is made to the newer version", async () => {
  const { ctx, world, since } = await made();
  change(world, { CompressionFormat: "UNCOMPRESSED" });
  let others = 2;
  const look = world.stream;
  ctx.firehose.on(DescribeDeliveryStreamCommand).callsFake(() => {
    const seen = { DeliveryStreamDescription: world.stream };
    if (since().length < 3 && others-- > 0) change(world, {});
    return seen;
  });
  expect(look).toBeDefined();
  expect((await converge(archive, ctx)).outcome).toBe("repaired");
  expect(world.stream?.Destinations?.[0]?.ExtendedS3DestinationDescription?.CompressionFormat).toBe("GZIP");
});

describe("a role that Firehose does not know yet", () => {
  test.each([
    lag.message,
    `Role ${role} is not authorized to perform: kinesis:DescribeStream on resource ${source}.`,
    "The security token included in the request is invalid. Ensure that the provided IAM role associated with firehose is not deleted.",
  ])("is waited for, and said once: %s", async (message) => {
    const ctx = contextOf();
    firehoseWith(ctx);
    const tries = ctx.firehose.on(CreateDeliveryStreamCommand);
    let refusals = 3;
    const world: World = { first: [] };
    tries.callsFake(() => {
      if (refusals-- > 0) throw fault("InvalidArgumentException", message);
      world.stream = active;
      return {};
    });
    ctx.firehose.on(DescribeDeliveryStreamCommand).callsFake(() => {
      if (world.stream === undefined) throw gone;
      return { DeliveryStreamDescription: world.stream };
    });
    ctx.firehose.on(ListTagsForDeliveryStreamCommand).resolves({ Tags: ourTags });
    const active = (await made()).world.stream;
    expect((await converge(archive, ctx)).outcome).toBe("created");
    expect(ctx.clock.slept.slice(0, 3)).toEqual([2_000, 3_000, 4_500]);
    expect(ctx.report.texts("step.note")).toEqual(["waiting until Firehose can use the role (3 minutes at most)"]);
  });

  test("after three minutes it is a failure, in Firehose's words", async () => {
    const ctx = contextOf();
    firehoseWith(ctx);
    ctx.firehose.on(CreateDeliveryStreamCommand).rejects(lag);
    await expect(converge(archive, ctx)).rejects.toThrow("Firehose is unable to assume role");
    const slept = ctx.clock.slept.reduce((one, other) => one + other, 0);
    expect(slept).toBeGreaterThan(150_000);
    expect(slept).toBeLessThanOrEqual(180_000);
  });

  test("other refusals are not waited for", async () => {
    const ctx = contextOf();
    firehoseWith(ctx);
    ctx.firehose.on(CreateDeliveryStreamCommand).rejects(fault("LimitExceededException", "50 hoses"));
    await expect(converge(archive, ctx)).rejects.toThrow("50 hoses");
    expect(ctx.clock.slept).toEqual([]);
  });
});

test("one that could not be made says why, and the next run makes it anew", async () => {
  const ctx = contextOf();
  const world = firehoseWith(ctx);
  const failed = {
    DeliveryStreamStatus: "CREATING_FAILED",
    FailureDescription: { Type: "UNKNOWN_ERROR", Details: "no access to the key" },
  } as const;
  const create = ctx.firehose.on(CreateDeliveryStreamCommand);
  const { stream } = (await made()).world;
  create.callsFakeOnce(() => {
    world.stream = { ...stream!, ...failed };
    return {};
  });
  await expect(converge(archive, ctx)).rejects.toThrow("CREATING_FAILED (no access to the key)");
  create.callsFake(() => {
    world.stream = stream;
    return {};
  });
  const { outcome, detail } = await converge(archive, ctx);
  expect([outcome, detail]).toEqual(["repaired", "status: CREATING_FAILED (no access to the key) → ACTIVE"]);
  expect(ctx.writes()).toEqual(["CreateDeliveryStream", "DeleteDeliveryStream", "CreateDeliveryStream"]);
  expect(ctx.report.texts("warning")).toEqual([]);
});

test("another source is another delivery stream: that records are missed meanwhile is said", async () => {
  const { ctx, world, since } = await made();
  world.stream = {
    ...world.stream!,
    Source: { KinesisStreamSourceDescription: { KinesisStreamARN: `${source}-old`, RoleARN: role } },
  };
  expect((await converge(archive, ctx)).outcome).toBe("repaired");
  expect(since()).toEqual(["DeleteDeliveryStream", "CreateDeliveryStream"]);
  expect(ctx.report.texts("warning")).toEqual([
    "Firehose delivery stream orders is made anew: records that come meanwhile are not archived.",
  ]);
});

test("one of somebody else is neither changed nor removed", async () => {
  const { ctx, world, since } = await made();
  world.stream = { ...world.stream!, Tags: [{ Key: "kinesis-proxy", Value: "other" }] };
  change(world, { CompressionFormat: "UNCOMPRESSED" });
  await expect(converge(archive, ctx)).rejects.toThrow(DriftError);
  expect((await dismantle(archive, ctx)).outcome).toBe("kept");
  expect(since()).toEqual([]);
});

describe("removal", () => {
  test("of a quiet one is at once, and waits until it is gone", async () => {
    const { ctx, world } = await made();
    const before = ctx.clock.slept.length;
    expect((await dismantle(archive, ctx)).outcome).toBe("removed");
    expect(world.stream).toBeUndefined();
    expect(ctx.clock.slept.slice(before)).toEqual([]);
    expect((await dismantle(archive, ctx)).outcome).toBe("absent");
  });

  test("after a record 10 s ago waits out the buffer first, and says why", async () => {
    const { ctx, since } = await made();
    busy(ctx, 10);
    const start = ctx.clock.now();
    ctx.firehose.on(DeleteDeliveryStreamCommand).callsFake(() => {
      // 60 s of the buffer and 30 s for the upload, of which 10 are over.
      expect(ctx.clock.now() - start).toBe(80_000);
      ctx.firehose.on(DescribeDeliveryStreamCommand).rejects(gone);
      return {};
    });
    expect((await dismantle(archive, ctx)).outcome).toBe("removed");
    expect(since()).toEqual(["DeleteDeliveryStream"]);
    expect(ctx.report.texts("step.note")).toEqual([
      "waiting 80 s for the records that Firehose has buffered: deleted now, it would lose them",
    ]);
  });

  test("interrupted in that wait, it is still there", async () => {
    const { ctx, since } = await made();
    busy(ctx, 0);
    const controller = new AbortController();
    const clock = { ...ctx.clock, sleep: () => Promise.reject(new Error("interrupted")) };
    await expect(dismantle(archive, { ...ctx, clock, signal: controller.signal })).rejects.toThrow("interrupted");
    expect(since()).toEqual([]);
  });

  /** An object that was written so many seconds from now. */
  const written = (ctx: ArchiveContext, seconds: number) =>
    ctx.s3.on(ListObjectsV2Command).resolves({
      Contents: [{ Key: "orders/x", LastModified: new Date(ctx.clock.now() + seconds * 1_000) }],
    });

  test("says nothing where an object was written since, and looks only at hours that can hold it", async () => {
    const { ctx } = await made();
    busy(ctx, 10);
    written(ctx, 20);
    await dismantle(archive, ctx);
    expect(ctx.report.texts("warning")).toEqual([]);
    const [first] = ctx.s3.commandCalls(ListObjectsV2Command);
    expect(first?.args[0].input).toMatchObject({
      Bucket: "kept",
      Prefix: "orders/",
      StartAfter: expect.stringMatching(/^orders\/year=\d{4}\/month=\d\d\/day=\d\d\/hour=\d\d$/) as string,
    });
  });

  test.each<[string, (ctx: ArchiveContext) => unknown]>([
    ["nothing was written since the newest record", (ctx) => written(ctx, -20)],
    ["the bucket is gone", (ctx) => ctx.s3.on(ListObjectsV2Command).rejects(fault("NoSuchBucket"))],
  ])("says what is in no object: %s", async (_, given) => {
    const { ctx } = await made();
    busy(ctx, 10);
    given(ctx);
    expect((await dismantle(archive, ctx)).outcome).toBe("removed");
    expect(ctx.report.texts("warning")).toEqual([
      expect.stringMatching(/^Firehose has written nothing into s3:\/\/kept\/orders\/ since a record came at /),
    ]);
  });

  test("waits for records that came while it waited, too; where they go on coming, it says so", async () => {
    const { ctx } = await made();
    const start = ctx.clock.now();
    ctx.aws.kinesis.on(GetRecordsCommand).callsFake(() => {
      const ApproximateArrivalTimestamp = new Date(ctx.clock.now() - 30_000);
      return { Records: [{ ApproximateArrivalTimestamp }], MillisBehindLatest: 0 };
    });
    expect((await dismantle(archive, ctx)).outcome).toBe("removed");
    expect(ctx.clock.now() - start).toBe(120_000);
    expect(ctx.report.texts("warning")).toEqual([expect.stringMatching(/^Records still come: those after /)]);
  });

  test("where the records cannot be read, some may have come just now", async () => {
    const { ctx } = await made();
    ctx.aws.kinesis.on(ListShardsCommand).rejects(fault("AccessDeniedException"));
    const start = ctx.clock.now();
    await dismantle(archive, ctx);
    expect(ctx.clock.now() - start).toBe(90_000);
  });
});

test("who never had an archive is not asked for rights in Firehose", async () => {
  const ctx = archiveContext({ archive: undefined });
  expect(await archive.find(ctx)).toBeUndefined();
  expect(ctx.firehose.calls()).toEqual([]);
});
