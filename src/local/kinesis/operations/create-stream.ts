import { randomBytes } from "node:crypto";
import { Fault } from "../../fault.ts";
import { addressOf, inUse, streamUnder } from "../address.ts";
import { admit, authorize, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { streamMode, streamName, tags } from "../members.ts";
import { integer } from "../../shape/scalar.ts";
import { required, structure } from "../../shape/structure.ts";
import { allStreams, findStream } from "../store.ts";
import { checkTags } from "../tagging.ts";
import { openEvenly } from "../stream/stream.ts";
import type { Stream } from "../stream/stream.ts";

/** Shards of a stream in ON_DEMAND mode, and of one whose count is not said. */
const usualShards = 4;

/** CreateStream: ACTIVE at once, or after `createMs`. */
export const createStream = operation(
  "CreateStream",
  {
    ShardCount: integer({ min: 1 }),
    StreamModeDetails: structure({ StreamMode: required(streamMode) }),
    Tags: tags,
    WarmThroughputMiBps: integer({ min: 0 }),
    MaxRecordSizeInKiB: integer({ min: 1024, max: 10_240 }),
    StreamName: required(streamName),
  },
  (call, input) => {
    const { scope, store, now, settings } = call;
    const address = addressOf(scope, input.StreamName);
    const mode = input.StreamModeDetails?.StreamMode ?? "PROVISIONED";
    const shards = shardsAsked(mode, input.ShardCount);
    admit(call, address.arn, address.name);
    if (input.Tags) authorize(call, "AddTagsToStream", address.arn, address.name);
    if (findStream(store, address.name, now)) throw inUse(`${streamUnder(address)} already exists.`);
    const streamTags = new Map(input.Tags);
    checkTags(address, streamTags, new Map());
    checkShardLimit(call, shards);
    const stream: Stream = {
      name: address.name,
      arn: address.arn,
      id: newStreamId(),
      created: now,
      active: now + settings.createMs,
      tags: streamTags,
      consumers: new Map(),
      metrics: new Set(),
      shards: [],
      open: [],
      nextShard: 0,
      mode,
      retentionHours: 24,
      maxRecordSizeInKiB: input.MaxRecordSizeInKiB ?? 1024,
      warmThroughput: input.WarmThroughputMiBps,
      scaled: [],
    };
    openEvenly(stream, shards, now);
    store.streams.set(stream.name, stream);
  },
);

/** Throws LimitExceededException when the region would have more open shards than the account may have. */
export function checkShardLimit({ scope, store, now, settings }: Call, more: number): void {
  const open = allStreams(store, now).reduce((sum, stream) => sum + stream.open.length, 0);
  if (more <= 0 || open + more <= settings.shardLimit) return;
  throw new Fault(
    "LimitExceededException",
    `This request would exceed the shard limit for the account ${scope.account.id} in ${scope.region}. ` +
      `Current shard count for the account: ${open}. Limit: ${settings.shardLimit}. ` +
      `Number of additional shards that would have resulted from this request: ${more}. ` +
      "Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) " +
      "for current limits and how to request higher limits.",
  );
}

function shardsAsked(mode: Stream["mode"], count: number | undefined): number {
  if (mode === "ON_DEMAND" && count !== undefined)
    throw new Fault("ValidationException", "ShardCount must not be given for a stream in ON_DEMAND mode.");
  return count ?? usualShards;
}

function newStreamId(): string {
  const digits = BigInt(`0x${randomBytes(20).toString("hex")}`)
    .toString(36)
    .padStart(23, "0")
    .slice(-23);
  return `${digits.slice(0, 20)}-${digits.slice(20)}`;
}
