import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  StartStreamEncryptionCommand,
  UpdateMaxRecordSizeCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
} from "@aws-sdk/client-kinesis";
import { streamArn } from "../../aws/arns.ts";
import { unless } from "../../aws/faults.ts";
import { importedTags, ownerTags } from "../../aws/tags.ts";
import { unlessSo } from "../../aws/unless-so.ts";
import type { Context } from "../context.ts";
import { defineStep, type Change } from "../../engine/step/define-step.ts";
import { waitFor } from "./wait-for.ts";
import { taggedStreams } from "../find-by-tag.ts";
import { lossWith } from "./stream-contents.ts";
import {
  isSameKey,
  newStream,
  streamIds,
  streamOf,
  wantedFacts,
  type StreamFacts,
  type StreamFound,
} from "./stream-facts.ts";

/** The Kinesis data stream that the records go to. */
export const stream = defineStep({
  name: "stream",
  command: "create-stream",
  noun: "stream",
  after: [],
  ids: streamIds,
  actions: [
    "kinesis:DescribeStreamSummary",
    "kinesis:ListTagsForStream",
    "kinesis:CreateStream",
    "kinesis:AddTagsToStream",
    "kinesis:UpdateShardCount",
    "kinesis:UpdateStreamMode",
    "kinesis:IncreaseStreamRetentionPeriod",
    "kinesis:DecreaseStreamRetentionPeriod",
    "kinesis:UpdateMaxRecordSize",
    "kinesis:StartStreamEncryption",
    "kms:DescribeKey",
    "kinesis:DeleteStream",
    "kinesis:ListShards",
    "kinesis:GetShardIterator",
    "kinesis:GetRecords",
    "kinesis:ListStreamConsumers",
    "kinesis:ListStreams",
  ],

  title: ({ config }) => `Kinesis stream ${config.streamName}`,

  wanted: ({ config }, found) => wantedFacts(config, found),

  find: (ctx: Context): Promise<StreamFound | undefined> => streamOf(ctx, ctx.config.streamName, ctx.state.get(stream)),

  async create(ctx): Promise<StreamFound | undefined> {
    const { config, clients } = ctx;
    const command = new CreateStreamCommand(newStream(config));
    // Not every Kinesis takes tags with CreateStream: of a run that is killed here, the state file knows whose the stream is.
    const tagsLater = config.endpoint !== undefined;
    const arn = streamArn({ ...ctx.identity, region: config.region }, config.streamName);
    if (tagsLater) await ctx.state.record("stream", { name: config.streamName, arn, making: true });
    const made = await waitFor(ctx, "waiting until the old one is gone", async () => {
      const done = await unless(["ResourceInUseException"], () => clients.kinesis.send(command));
      return done === undefined ? await stream.find(ctx) : true;
    });
    if (made !== true) {
      // Made by another run, or not ours.
      if (tagsLater) await ctx.state.forget("stream");
      return { ...made, ours: made.ours && made.untagged !== true };
    }
    const found = await settled(ctx);
    if (!found.ours || found.untagged) await tag(ctx);
    if (tagsLater) await ctx.state.forget("stream");
    return { ...found, ours: true, untagged: false };
  },

  compare: { "kms-key": isSameKey },

  change: {
    status: async (found, ctx) => ({ ...(await settled(ctx)), ours: found.ours }),
    tags: changing("tags", async (_found, ctx) => {
      await tag(ctx);
      await ctx.state.forget("stream");
    }),
    mode: changing("mode", ({ ids }, { clients, config }) =>
      clients.kinesis.send(
        new UpdateStreamModeCommand({ StreamARN: ids.arn, StreamModeDetails: { StreamMode: config.mode } }),
      ),
    ),
    shards: changing("shards", async ({ ids, facts }, ctx) => {
      let { shards } = facts;
      const wanted = ctx.config.shards ?? shards;
      while (shards !== wanted) {
        // One call may at most double the shards, or halve them.
        shards = Math.max(Math.min(wanted, shards * 2), Math.ceil(shards / 2));
        const change = { StreamName: ids.name, TargetShardCount: shards, ScalingType: "UNIFORM_SCALING" as const };
        await ctx.clients.kinesis.send(new UpdateShardCountCommand(change));
        await settled(ctx);
      }
    }),
    retention: changing("retention", ({ ids, facts }, { clients, config }) => {
      const hours = config.retention ?? facts.retention;
      const change = { StreamName: ids.name, RetentionPeriodHours: hours };
      return hours > facts.retention
        ? clients.kinesis.send(new IncreaseStreamRetentionPeriodCommand(change))
        : clients.kinesis.send(new DecreaseStreamRetentionPeriodCommand(change));
    }),
    "max-record-size": changing("max-record-size", ({ ids }, { clients, config }) =>
      clients.kinesis.send(
        new UpdateMaxRecordSizeCommand({ StreamARN: ids.arn, MaxRecordSizeInKiB: config.maxRecordSize }),
      ),
    ),
    "kms-key": changing("kms-key", ({ ids }, { clients, config }) =>
      clients.kinesis.send(
        new StartStreamEncryptionCommand({ StreamName: ids.name, EncryptionType: "KMS", KeyId: config.kmsKey }),
      ),
    ),
  },

  async remove(found, ctx) {
    const StreamName = found.ids.name;
    const command = new DeleteStreamCommand({ StreamName, EnforceConsumerDeletion: ctx.consent.has("consumers") });
    await unless(["ResourceNotFoundException"], () => ctx.clients.kinesis.send(command));
    await waitFor(ctx, "waiting until it is gone", async () => {
      const seen = await unless(["ResourceNotFoundException"], () =>
        ctx.clients.kinesis.send(new DescribeStreamSummaryCommand({ StreamName })),
      );
      return seen === undefined ? true : undefined;
    });
  },

  async ours(ctx) {
    const found = await Promise.all((await taggedStreams(ctx)).map((name) => streamOf(ctx, name, undefined)));
    return found
      .filter((one) => one !== undefined)
      .map((one) => ({ title: `Kinesis stream ${one.ids.name}`, found: one }));
  },

  async adopt({ ids }, { clients, config }) {
    const Tags = { ...ownerTags(config.name), ...importedTags };
    await clients.kinesis.send(new AddTagsToStreamCommand({ StreamName: ids.name, Tags }));
  },

  async veto({ type }, found, ctx) {
    const { streamArn } = ctx.config;
    if (type === "create" && streamArn !== undefined)
      return {
        why: `There is no stream ${streamArn}.`,
        hint: "Look for it with `aws kinesis list-streams`.",
        needs: [],
      };
    if (type !== "remove" || found === undefined) return undefined;
    return lossWith(ctx, found);
  },
});

/** Changes one fact, unless it is as wanted already because an answer was lost, and waits until the stream is ACTIVE again. */
function changing(
  fact: keyof StreamFacts,
  call: (found: StreamFound, ctx: Context) => Promise<unknown>,
): Change<StreamFound, Context> {
  return async (found, ctx) => {
    const isSo = async (): Promise<boolean> =>
      !stream.drift(await settled(ctx), ctx).some(({ field }) => field === fact);
    await unlessSo(() => call(found, ctx), isSo);
    return { ...(await settled(ctx)), ours: found.ours };
  };
}

async function tag({ clients, config }: Context): Promise<void> {
  const Tags = ownerTags(config.name);
  await clients.kinesis.send(new AddTagsToStreamCommand({ StreamName: config.streamName, Tags }));
}

/** The stream, once it is ACTIVE. */
async function settled(ctx: Context): Promise<StreamFound> {
  return waitFor(ctx, "waiting until it is ACTIVE", async () => {
    const found = await stream.find(ctx);
    return found?.facts.status === "ACTIVE" ? found : undefined;
  });
}
