import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  ListShardsCommand,
  ListTagsForStreamCommand,
  StartStreamEncryptionCommand,
  UpdateMaxRecordSizeCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
  type StreamDescriptionSummary,
} from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import type { Config } from "../../../src/settings/config.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import { stream } from "../../../src/steps/stream/stream.ts";
import { fakeContext, ourTags, type FakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";

const arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

type Stream = Partial<Record<keyof StreamDescriptionSummary, unknown>>;

/** Kinesis with at most one stream, as the answers of a real one show it. Each look moves a transition on. */
function kinesisWith(ctx: FakeContext, start: Stream | undefined, { tags = ourTags, looks = 0 } = {}) {
  let now = start;
  let tagged = tags;
  let left = looks;
  const { kinesis } = ctx.aws;
  const busy = (status: string, change: Stream): object => {
    if (now?.["StreamStatus"] !== "ACTIVE") throw fault("ResourceInUseException");
    now = { ...now, ...change, StreamStatus: status };
    left = looks;
    return {};
  };
  kinesis.on(DescribeStreamSummaryCommand).callsFake(() => {
    if (now === undefined) throw fault("ResourceNotFoundException");
    const seen = now;
    if (left > 0) left -= 1;
    else if (now["StreamStatus"] === "DELETING") now = undefined;
    else now = { ...now, StreamStatus: "ACTIVE" };
    return { StreamDescriptionSummary: left === 0 && now !== undefined ? now : seen };
  });
  kinesis.on(ListTagsForStreamCommand).callsFake(() => {
    if (now === undefined) throw fault("ResourceNotFoundException");
    return { Tags: tagged };
  });
  kinesis.on(CreateStreamCommand).callsFake((input: CreateStreamCommand["input"]) => {
    if (now !== undefined) throw fault("ResourceInUseException");
    now = summary({
      StreamStatus: "CREATING",
      OpenShardCount: input.ShardCount ?? 4,
      StreamModeDetails: input.StreamModeDetails,
      MaxRecordSizeInKiB: input.MaxRecordSizeInKiB,
    });
    left = looks;
    tagged = Object.entries(input.Tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
    return {};
  });
  kinesis.on(AddTagsToStreamCommand).resolves({});
  kinesis.on(UpdateShardCountCommand).callsFake((input: UpdateShardCountCommand["input"]) => {
    const [from, to] = [Number(now?.["OpenShardCount"]), input.TargetShardCount ?? 0];
    if (to > from * 2 || to < from / 2) throw fault("InvalidArgumentException");
    return busy("UPDATING", { OpenShardCount: to });
  });
  kinesis
    .on(UpdateStreamModeCommand)
    .callsFake((input: UpdateStreamModeCommand["input"]) =>
      busy("UPDATING", { StreamModeDetails: input.StreamModeDetails }),
    );
  kinesis
    .on(UpdateMaxRecordSizeCommand)
    .callsFake((input: UpdateMaxRecordSizeCommand["input"]) =>
      busy("UPDATING", { MaxRecordSizeInKiB: input.MaxRecordSizeInKiB }),
    );
  const retention = (input: { RetentionPeriodHours: number | undefined }) =>
    busy("UPDATING", { RetentionPeriodHours: input.RetentionPeriodHours });
  kinesis.on(IncreaseStreamRetentionPeriodCommand).callsFake(retention);
  kinesis.on(DecreaseStreamRetentionPeriodCommand).callsFake(retention);
  kinesis
    .on(StartStreamEncryptionCommand)
    .callsFake((input: StartStreamEncryptionCommand["input"]) =>
      busy("UPDATING", { EncryptionType: "KMS", KeyId: input.KeyId }),
    );
  kinesis.on(DeleteStreamCommand).callsFake(() => {
    if (now === undefined) throw fault("ResourceNotFoundException");
    now = { ...now, StreamStatus: "DELETING" };
    left = looks;
    return {};
  });
  return { now: () => now };
}

function summary(more: Stream = {}): Stream {
  return {
    StreamName: "orders",
    StreamARN: arn,
    StreamStatus: "ACTIVE",
    OpenShardCount: 1,
    RetentionPeriodHours: 24,
    StreamModeDetails: { StreamMode: "PROVISIONED" },
    EncryptionType: "NONE",
    ...more,
  };
}

test("who leaves on-demand is told of every shard: those that will be, or those that stay and are billed", async () => {
  const there = summary({ StreamModeDetails: { StreamMode: "ON_DEMAND" }, OpenShardCount: 6 });
  const drift = async (config: Partial<Config>) => {
    const ctx = fakeContext(config);
    kinesisWith(ctx, there);
    return stream.drift((await stream.find(ctx))!, ctx);
  };
  expect(await drift({ mode: "PROVISIONED", shards: 2 })).toEqual([
    { field: "mode", wanted: "PROVISIONED", actual: "ON_DEMAND" },
    { field: "shards", wanted: 2, actual: 6 },
  ]);
  expect(await drift({ mode: "PROVISIONED" })).toEqual([
    { field: "mode", wanted: "PROVISIONED, 6 shards billed by the hour", actual: "ON_DEMAND" },
  ]);
});

const facts = {
  status: "ACTIVE",
  tags: "orders",
  mode: "PROVISIONED",
  shards: 1,
  retention: 24,
  "max-record-size": 1_024,
  "kms-key": "",
};

describe("the five", () => {
  test("the first run creates it with our tag, waits until it is ACTIVE and remembers it", async () => {
    const ctx = fakeContext({ shards: 2 });
    kinesisWith(ctx, undefined, { looks: 2 });
    const { outcome, found } = await converge(stream, ctx);
    expect(outcome).toBe("created");
    expect(found).toMatchObject({ ids: { name: "orders", arn }, ours: true, facts: { status: "ACTIVE", shards: 2 } });
    expect(ctx.inputs("CreateStream")).toEqual([
      {
        StreamName: "orders",
        ShardCount: 2,
        StreamModeDetails: { StreamMode: "PROVISIONED" },
        Tags: { "kinesis-proxy": "orders" },
      },
    ]);
    expect(ctx.state.ids.stream).toEqual({ name: "orders", arn });
    expect(ctx.clock.slept.length).toBeGreaterThan(0);
    expect(ctx.report.texts("step.note")).toEqual(["waiting until it is ACTIVE (10 minutes at most)"]);
  });

  test("the second run changes nothing", async () => {
    const ctx = fakeContext({ shards: 1, mode: "PROVISIONED", retention: 24 });
    kinesisWith(ctx, summary());
    expect((await converge(stream, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test.each<[string, Partial<Config>, Stream, string[]]>([
    ["a longer retention", { retention: 48 }, {}, ["IncreaseStreamRetentionPeriod"]],
    ["a shorter retention", { retention: 24 }, { RetentionPeriodHours: 48 }, ["DecreaseStreamRetentionPeriod"]],
    ["another mode", { mode: "ON_DEMAND" }, {}, ["UpdateStreamMode"]],
    ["a key", { kmsKey: "alias/mine" }, {}, ["StartStreamEncryption"]],
    ["more shards", { shards: 2 }, {}, ["UpdateShardCount"]],
    ["larger records", { maxRecordSize: 10_240 }, {}, ["UpdateMaxRecordSize"]],
    ["smaller records", { maxRecordSize: 1_024 }, { MaxRecordSizeInKiB: 5_000 }, ["UpdateMaxRecordSize"]],
  ])("%s than there is is repaired", async (_, config, there, changes) => {
    const ctx = fakeContext(config);
    kinesisWith(ctx, summary(there), { looks: 1 });
    expect((await converge(stream, ctx)).outcome).toBe("repaired");
    expect(ctx.changes()).toEqual(changes);
    expect((await converge(stream, ctx)).outcome).toBe("unchanged");
  });

  test("a lost race for the same name uses the stream that won", async () => {
    const ctx = fakeContext();
    kinesisWith(ctx, summary());
    ctx.aws.kinesis
      .on(DescribeStreamSummaryCommand)
      .rejectsOnce(fault("ResourceNotFoundException"))
      .resolves({
        StreamDescriptionSummary: summary() as StreamDescriptionSummary,
      });
    const { found } = await converge(stream, ctx);
    expect(found.ids.arn).toBe(arn);
    expect(ctx.inputs("CreateStream")).toHaveLength(1);
  });

  test("removing what is not there is fine, whether found missing or gone in between", async () => {
    const ctx = fakeContext({}, { ids: { stream: { name: "orders", arn } } });
    kinesisWith(ctx, undefined);
    expect((await dismantle(stream, ctx)).outcome).toBe("absent");
    expect(ctx.state.ids.stream).toBeUndefined();
    await stream.remove({ ids: { name: "orders", arn }, ours: true, facts, consumers: 0 }, ctx);
  });
});

describe("what is special about streams", () => {
  test("an on-demand stream is created without a number of shards", async () => {
    const ctx = fakeContext({ mode: "ON_DEMAND", shards: 3 });
    kinesisWith(ctx, undefined);
    expect((await converge(stream, ctx)).outcome).toBe("created");
    expect(ctx.inputs("CreateStream")[0]).not.toHaveProperty("ShardCount");
  });

  test("the size of records is set with CreateStream, and by ARN later; a Kinesis that tells none has 1024 KiB", async () => {
    const ctx = fakeContext({ maxRecordSize: 5_120 });
    kinesisWith(ctx, undefined);
    expect(await converge(stream, ctx)).toMatchObject({
      outcome: "created",
      found: { facts: { "max-record-size": 5_120 } },
    });
    expect(ctx.changes()).toEqual(["CreateStream"]);
    const later = fakeContext({ maxRecordSize: 2_048 });
    kinesisWith(later, summary());
    expect(await converge(stream, later)).toMatchObject({ detail: "max-record-size: 1024 → 2048" });
    expect(later.inputs("UpdateMaxRecordSize")).toEqual([{ StreamARN: arn, MaxRecordSizeInKiB: 2_048 }]);
    const usual = fakeContext({ maxRecordSize: 1_024 });
    kinesisWith(usual, summary());
    expect((await converge(stream, usual)).outcome).toBe("unchanged");
  });

  test("what CreateStream cannot set is set right after it", async () => {
    const ctx = fakeContext({ retention: 48, kmsKey: "alias/mine" });
    const aws = kinesisWith(ctx, undefined, { looks: 1 });
    expect((await converge(stream, ctx)).outcome).toBe("created");
    expect(aws.now()).toMatchObject({ RetentionPeriodHours: 48, EncryptionType: "KMS", KeyId: "alias/mine" });
  });

  test("an old stream of the same name that is being deleted is waited for", async () => {
    const ctx = fakeContext();
    kinesisWith(ctx, summary({ StreamStatus: "DELETING" }), { looks: 3 });
    expect((await converge(stream, ctx)).outcome).toBe("created");
    expect(ctx.report.texts("step.note")[0]).toBe("waiting until the old one is gone (10 minutes at most)");
    expect(ctx.inputs("CreateStream").length).toBeGreaterThan(1);
  });

  test.each([
    [1, 5, [2, 4, 5]],
    [9, 2, [5, 3, 2]],
    [4, 4, []],
  ])("from %i to %i shards it goes in calls that at most double or halve: %j", async (from, to, steps) => {
    const ctx = fakeContext({ shards: to });
    kinesisWith(ctx, summary({ OpenShardCount: from }), { looks: 1 });
    await converge(stream, ctx);
    expect(ctx.inputs("UpdateShardCount")).toEqual(
      steps.map((TargetShardCount) => ({ StreamName: "orders", TargetShardCount, ScalingType: "UNIFORM_SCALING" })),
    );
  });

  test("from on-demand to a number of shards takes one run", async () => {
    const ctx = fakeContext({ mode: "PROVISIONED", shards: 2 });
    const aws = kinesisWith(ctx, summary({ StreamModeDetails: { StreamMode: "ON_DEMAND" }, OpenShardCount: 4 }));
    expect((await converge(stream, ctx)).outcome).toBe("repaired");
    expect(aws.now()).toMatchObject({ StreamModeDetails: { StreamMode: "PROVISIONED" }, OpenShardCount: 2 });
    expect((await converge(stream, ctx)).outcome).toBe("unchanged");
  });

  test("what was not asked for is left as it is", async () => {
    const ctx = fakeContext();
    kinesisWith(ctx, summary({ OpenShardCount: 7, RetentionPeriodHours: 168, EncryptionType: "KMS", KeyId: "k" }));
    expect((await converge(stream, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test.each(["1234abcd", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd"])(
    "the key %s is the same key as its ARN",
    (kmsKey) => {
      const keyed = { ...facts, "kms-key": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd" };
      const found = { ids: { name: "orders", arn }, ours: true, facts: keyed, consumers: 0 };
      expect(stream.drift(found, fakeContext({ kmsKey }))).toEqual([]);
      expect(stream.drift(found, fakeContext({ kmsKey: "other" }))).toMatchObject([{ field: "kms-key" }]);
    },
  );

  test("a stream without our tag is used, and neither changed nor deleted", async () => {
    const ctx = fakeContext();
    kinesisWith(ctx, summary(), { tags: [] });
    expect(await converge(stream, ctx)).toMatchObject({ outcome: "unchanged", found: { ours: false } });
    expect((await dismantle(stream, ctx)).outcome).toBe("kept");
    const asking = fakeContext({ shards: 2 });
    kinesisWith(asking, summary(), { tags: [{ Key: "kinesis-proxy", Value: "somebody" }] });
    await expect(converge(stream, asking)).rejects.toBeInstanceOf(DriftError);
    const larger = fakeContext({ maxRecordSize: 2_048 });
    kinesisWith(larger, summary(), { tags: [] });
    await expect(converge(stream, larger)).rejects.toThrow("(max-record-size: 1024 → 2048)");
    expect([...ctx.changes(), ...asking.changes()]).toEqual([]);
  });

  test("a Kinesis that drops tags on CreateStream gets them in a call of their own", async () => {
    const ctx = fakeContext();
    kinesisWith(ctx, undefined);
    ctx.aws.kinesis.on(ListTagsForStreamCommand).resolves({ Tags: [] });
    expect((await converge(stream, ctx)).found.ours).toBe(true);
    expect(ctx.changes()).toEqual(["CreateStream", "AddTagsToStream"]);
  });

  test("removing waits until it is gone", async () => {
    const ctx = fakeContext();
    const aws = kinesisWith(ctx, summary(), { looks: 3 });
    ctx.aws.kinesis.on(ListShardsCommand).resolves({ Shards: [] });
    expect((await dismantle(stream, ctx)).outcome).toBe("removed");
    expect(aws.now()).toBeUndefined();
    expect(ctx.clock.slept.length).toBeGreaterThan(0);
  });

  test("a stream that never becomes ACTIVE ends in an error after ten minutes", async () => {
    const ctx = fakeContext();
    kinesisWith(ctx, summary({ StreamStatus: "CREATING" }), { looks: Infinity });
    await expect(converge(stream, ctx)).rejects.toThrow("still not ready after 10 minutes");
    expect(ctx.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(600_000);
    expect(ctx.clock.slept.slice(0, 3)).toEqual([500, 750, 1_125]);
  });
});

describe("runs that were cut off", () => {
  test("a Kinesis that takes no tags with CreateStream: the state file knows whose the stream is, and it is tagged", async () => {
    const making = { stream: { name: "orders", arn, making: true } };
    const ctx = fakeContext({ endpoint: "http://127.0.0.1:5000" }, { ids: making });
    kinesisWith(ctx, summary(), { tags: [] });
    expect((await converge(stream, ctx)).outcome).toBe("repaired");
    expect(ctx.changes()).toEqual(["AddTagsToStream"]);
  });

  test("the mark is there while the stream is being made, and gone afterwards", async () => {
    const ctx = fakeContext({ endpoint: "http://127.0.0.1:5000" });
    kinesisWith(ctx, undefined);
    const { state } = ctx;
    const recorded: unknown[] = [];
    const record: typeof state.record = (step, ids) => {
      recorded.push(ids);
      return state.record(step, ids);
    };
    await converge(stream, { ...ctx, state: { ...state, record } });
    expect(recorded[0]).toMatchObject({ making: true });
    expect(ctx.state.ids.stream).toEqual({ name: "orders", arn });
  });

  test.each([
    ["retention", { retention: 48 }, IncreaseStreamRetentionPeriodCommand, { RetentionPeriodHours: 48 }],
    ["the key", { kmsKey: "alias/x" }, StartStreamEncryptionCommand, { EncryptionType: "KMS", KeyId: "alias/x" }],
  ] as const)(
    "%s that was changed by a call whose answer was lost is not refused",
    async (_, config, command, change) => {
      const ctx = fakeContext(config);
      kinesisWith(ctx, summary());
      ctx.aws.kinesis.on(command as typeof StartStreamEncryptionCommand).callsFake(() => {
        kinesisWith(ctx, summary(change));
        throw fault("InvalidArgumentException", "It is so already.");
      });
      expect((await converge(stream, ctx)).outcome).toBe("repaired");
    },
  );
});
