import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  StartStreamEncryptionCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
} from "@aws-sdk/client-kinesis";
import { unless } from "../../aws/faults.ts";
import { consumersOf, recordsIn } from "./stream-contents.ts";
import { streamArn } from "../../aws/arns.ts";
import { streamOf } from "./stream-facts.ts";
import { taggedStreams } from "../find-by-tag.ts";
import { importedTags, ownerTags } from "../../aws/tags.ts";
import { unlessSo } from "../../aws/unless-so.ts";
import type { Context } from "../../engine/context.ts";
import { CliError, type Drift } from "../../engine/errors.ts";
import type { Found } from "../../engine/found.ts";
import { poll } from "../../engine/poll.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";

/** The Kinesis data stream that the records go to. */
export const stream: Step<"stream", Found["stream"], Context> = plainStep<"stream", Found["stream"], Context>({
  name: "stream",
  command: "create-stream",
  noun: "stream",
  after: [],
  actions: [
    "kinesis:DescribeStreamSummary",
    "kinesis:ListTagsForStream",
    "kinesis:CreateStream",
    "kinesis:AddTagsToStream",
    "kinesis:UpdateShardCount",
    "kinesis:UpdateStreamMode",
    "kinesis:IncreaseStreamRetentionPeriod",
    "kinesis:DecreaseStreamRetentionPeriod",
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

  find: (ctx) => streamOf(ctx, ctx.config.streamName),

  async create(ctx) {
    const { config, clients } = ctx;
    const shards = config.mode === "ON_DEMAND" ? {} : { ShardCount: config.shards ?? 1 };
    const mode = { StreamModeDetails: { StreamMode: config.mode ?? ("PROVISIONED" as const) } };
    const command = new CreateStreamCommand({
      StreamName: config.streamName,
      ...shards,
      ...mode,
      Tags: ownerTags(config.name),
    });
    // Not every Kinesis takes tags with CreateStream: of a run that is killed here, the state file knows whose the stream is.
    const tagsLater = config.endpoint !== undefined;
    const arn = streamArn({ ...ctx.identity, region: config.region }, config.streamName);
    if (tagsLater) await ctx.state.record("stream", { name: config.streamName, arn, making: true });
    const made = await waitFor(ctx, "waiting until the old one is gone", async () => {
      const done = await unless(["ResourceInUseException"], () => clients.kinesis.send(command));
      return done === undefined ? await stream.find(ctx) : true;
    });
    if (made !== true) {
      // Another run's, or somebody else's.
      if (tagsLater) await ctx.state.forget("stream");
      return { ...made, ours: made.ours && made.untagged !== true };
    }
    const found = await settled(ctx);
    if (!found.ours || found.untagged) await tag(ctx);
    if (tagsLater) await ctx.state.forget("stream");
    return { ...found, ours: true, untagged: false };
  },

  drift(found, { config }) {
    // A stream of somebody else's becomes ACTIVE without us.
    const wanted: Drift[] = found.ours ? [{ field: "status", wanted: "ACTIVE", actual: found.status }] : [];
    const ask = (field: string, asked: unknown, actual: unknown): void => {
      if (asked !== undefined) wanted.push({ field, wanted: asked, actual });
    };
    if (found.untagged === true) ask("tags", config.name, "");
    const leavesOnDemand = config.mode === "PROVISIONED" && found.mode === "ON_DEMAND";
    // AWS keeps the shards that the stream has at that moment.
    const keeps = leavesOnDemand && config.shards === undefined;
    ask("mode", keeps ? `PROVISIONED, ${found.shards} shards billed by the hour` : config.mode, found.mode);
    if (config.mode !== "ON_DEMAND" && (found.mode !== "ON_DEMAND" || leavesOnDemand))
      ask("shards", config.shards, found.shards);
    ask("retention", config.retention, found.retentionHours);
    if (config.kmsKey !== undefined && !sameKey(config.kmsKey, found.kmsKey))
      ask("kms-key", config.kmsKey, found.kmsKey ?? "");
    return wanted.filter((one) => one.wanted !== one.actual);
  },

  async mend(found, drift, ctx) {
    let now = await settled(ctx);
    const mend = async (differences: readonly Drift[]): Promise<void> => {
      for (const { field } of differences) {
        const isSo = async (): Promise<boolean> =>
          !stream.drift(await settled(ctx), ctx).some((one) => one.field === field);
        await unlessSo(async () => repairs[field]?.(now, ctx), isSo);
        now = await settled(ctx);
      }
    };
    await mend(drift);
    // A stream that has just left on-demand may have more shards than were asked for.
    await mend(stream.drift(now, ctx));
    return { ...now, ours: found.ours };
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
    const { name, arn } = found.ids;
    const [records, consumers] = await Promise.all([
      ctx.consent.has("records") ? undefined : recordsIn(ctx, name),
      ctx.consent.has("consumers") || found.consumers === 0 ? undefined : consumersOf(ctx, arn),
    ]);
    if (records === undefined && consumers === undefined) return undefined;
    const losses = [records, consumers].filter((one) => one !== undefined);
    return {
      why: losses.map(({ why }) => why).join(", and "),
      needs: [...(records === undefined ? [] : ["records" as const]), ...(consumers ? ["consumers" as const] : [])],
      loss: losses.map(({ loss }) => loss).join(", and "),
    };
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
    const found = await Promise.all((await taggedStreams(ctx)).map((name) => streamOf(ctx, name)));
    return found
      .filter((one) => one !== undefined)
      .map((one) => ({ title: `Kinesis stream ${one.ids.name}`, found: one }));
  },
});

type Repair = (found: Found["stream"], ctx: Context) => Promise<unknown>;

const repairs: Readonly<Record<string, Repair>> = {
  tags: async (_found, ctx) => {
    await tag(ctx);
    await ctx.state.forget("stream");
  },
  mode: ({ ids }, { clients, config }) =>
    clients.kinesis.send(
      new UpdateStreamModeCommand({ StreamARN: ids.arn, StreamModeDetails: { StreamMode: config.mode } }),
    ),
  shards: async (found, ctx) => {
    let shards = found.shards;
    const wanted = ctx.config.shards ?? shards;
    while (shards !== wanted) {
      // One call may at most double the shards, or halve them.
      shards = Math.max(Math.min(wanted, shards * 2), Math.ceil(shards / 2));
      const change = { StreamName: found.ids.name, TargetShardCount: shards, ScalingType: "UNIFORM_SCALING" as const };
      await ctx.clients.kinesis.send(new UpdateShardCountCommand(change));
      await settled(ctx);
    }
  },
  retention: ({ ids, retentionHours }, { clients, config }) => {
    const hours = config.retention ?? retentionHours;
    const change = { StreamName: ids.name, RetentionPeriodHours: hours };
    return hours > retentionHours
      ? clients.kinesis.send(new IncreaseStreamRetentionPeriodCommand(change))
      : clients.kinesis.send(new DecreaseStreamRetentionPeriodCommand(change));
  },
  "kms-key": ({ ids }, { clients, config }) =>
    clients.kinesis.send(
      new StartStreamEncryptionCommand({ StreamName: ids.name, EncryptionType: "KMS", KeyId: config.kmsKey }),
    ),
};

async function tag({ clients, config }: Context): Promise<void> {
  const Tags = ownerTags(config.name);
  await clients.kinesis.send(new AddTagsToStreamCommand({ StreamName: config.streamName, Tags }));
}

/** The stream, once it is ACTIVE. */
async function settled(ctx: Context): Promise<Found["stream"]> {
  return waitFor(ctx, "waiting until it is ACTIVE", async () => {
    const found = await stream.find(ctx);
    return found?.status === "ACTIVE" ? found : undefined;
  });
}

async function waitFor<T>(ctx: Context, text: string, look: () => Promise<T | undefined>): Promise<T> {
  const { clock, signal } = ctx;
  let told = false;
  const waiting = (): void => {
    if (!told) ctx.report.event({ type: "step.note", step: "stream", text: `${text} (10 minutes at most)` });
    told = true;
  };
  const seen = await poll(look, { clock, signal, first: 500, timeout: 600_000, waiting });
  if (seen !== undefined) return seen;
  throw new CliError(`Kinesis stream ${ctx.config.streamName} is still not ready after 10 minutes.`, {
    hint: "Look at it in the AWS console, and run the same command again.",
  });
}

/** AWS names a key as it was given: by id, ARN or alias. */
function sameKey(wanted: string, actual: string | undefined): boolean {
  return actual === wanted || (actual?.endsWith(`/${wanted.replace(/^alias\//, "")}`) ?? false);
}
