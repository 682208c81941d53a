import type { Scope } from "../../account/scope.ts";
import { EventStream } from "../../protocols/event-stream.ts";
import type { StreamEvent } from "../../protocols/event-stream.ts";
import { addressOfArn, inUse } from "../address.ts";
import type { Address } from "../address.ts";
import { admit, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { findShard, namedShard } from "../iterator.ts";
import { checkDecrypt } from "../kms.ts";
import { consumerOf } from "../resource.ts";
import { consumerArn, sequenceNumber, shardId, streamId } from "../members.ts";
import { timestamp } from "../../shape/scalar.ts";
import { required, structure } from "../../shape/structure.ts";
import { startingPosition, startingType } from "../starting-position.ts";
import { findStream } from "../store.ts";
import { metricsFor } from "../stream-metrics.ts";
import { describeChild, sequenceIn, shardId as idOf } from "../stream/shard.ts";
import type { Shard } from "../stream/shard.ts";
import type { Consumer, Stream, Subscription } from "../stream/stream.ts";
import { showRecord } from "./get-records.ts";

const LIFE_MS = 300_000;
const TAKEOVER_MS = 5_000;
const LOOK_MS = 100;
const HEARTBEAT_MS = 5_000;
const MOST_RECORDS = 10_000;
const MOST_BYTES = 2_097_152;

/** SubscribeToShard: pushes the shard's records for five minutes, or until the shard ends. */
export const subscribeToShard = operation(
  "SubscribeToShard",
  {
    ConsumerARN: required(consumerArn),
    StreamId: streamId,
    ShardId: required(shardId),
    StartingPosition: required(
      structure({ Type: required(startingType), SequenceNumber: sequenceNumber, Timestamp: timestamp }),
    ),
  },
  (call, { ConsumerARN, ShardId, StartingPosition }) => {
    const address = addressOfArn(ConsumerARN.slice(0, ConsumerARN.indexOf("/consumer/")));
    admit(call, ConsumerARN, address.name);
    const { consumer } = consumerOf(call, ConsumerARN);
    checkActive(call, consumer, address);
    const { stream, shard } = findShard(call, address, namedShard(ShardId, address));
    const { Type: type, SequenceNumber, Timestamp } = StartingPosition;
    const from = { type, sequenceNumber: SequenceNumber, timestamp: Timestamp };
    const position = startingPosition(call, from, shard, address);
    const subscription = takeOver(call, consumer, shard, address);
    metricsFor(call, stream).subscribed(consumer.name, call.now);
    return new EventStream(follow(call, { stream, shard, consumer, subscription }, position));
  },
);

interface Followed {
  readonly stream: Stream;
  readonly shard: Shard;
  readonly consumer: Consumer;
  readonly subscription: Subscription;
}

function checkActive({ now, settings }: Call, { name, created }: Consumer, address: Address): void {
  if (now >= created + settings.createMs) return;
  throw inUse(
    `Consumer ${name} with creation timestamp ${Math.floor(created / 1000)} under stream: ${address.name}, ` +
      `account ${address.account} is not in ACTIVE status.`,
  );
}

/** One reader at a time: a new one ends the previous one, though not within five seconds. */
function takeOver({ now }: Call, consumer: Consumer, { index }: Shard, { account, name }: Address): Subscription {
  const before = consumer.subscriptions.get(index);
  if (before !== undefined && now - before.since < TAKEOVER_MS) {
    const whose = [account, name, idOf(index), consumer.name].join(":");
    throw inUse(`Another active subscription exists for this consumer: ${whose}`);
  }
  const subscription = { since: now };
  consumer.subscriptions.set(index, subscription);
  return subscription;
}

async function* follow(call: Call, followed: Followed, start: number): AsyncGenerator<StreamEvent> {
  const { stream, shard, consumer, subscription } = followed;
  const { clock } = call.scope.account;
  const metrics = metricsFor(call, stream);
  let position = start;
  let spoken = -Infinity;
  try {
    while (clock.now() < subscription.since + LIFE_MS && isWanted(call, followed)) {
      const now = clock.now();
      const records = shard.log.read(position, MOST_RECORDS, MOST_BYTES);
      checkDecrypt(call, stream, records);
      position = (records.at(-1)?.position ?? shard.log.next - 1) + 1;
      const isDrained = shard.closed !== undefined && position >= shard.log.next;
      if (records.length > 0 || isDrained || now >= spoken + HEARTBEAT_MS) {
        const last = records.at(-1);
        const behind = last !== undefined && position < shard.log.next ? Math.max(0, now - last.arrived) : 0;
        const bytes = records.reduce((sum, { data }) => sum + data.length, 0);
        metrics.pushed(consumer.name, { records: records.length, bytes, behind }, now);
        const children = stream.shards.filter(({ parents }) => parents.includes(shard.index));
        yield {
          type: "SubscribeToShardEvent",
          value: {
            Records: records.map((record) => showRecord(shard, record)),
            ...(isDrained
              ? { ChildShards: children.map(describeChild) }
              : { ContinuationSequenceNumber: sequenceIn(shard, Math.max(0, position - 1), last?.arrived ?? now) }),
            MillisBehindLatest: behind,
          },
        };
        spoken = now;
      }
      if (isDrained) return;
      if (records.length === 0) await pause(call.scope);
    }
  } finally {
    if (consumer.subscriptions.get(shard.index) === subscription) consumer.subscriptions.delete(shard.index);
  }
}

/** The stream and the consumer exist, and no other reader has taken over. */
function isWanted({ store, scope }: Call, { stream, shard, consumer, subscription }: Followed): boolean {
  return (
    findStream(store, stream.name, scope.account.clock.now()) === stream &&
    stream.consumers.get(consumer.name) === consumer &&
    consumer.subscriptions.get(shard.index) === subscription
  );
}

function pause({ account }: Scope): Promise<void> {
  return new Promise((resolve) => account.clock.after(LOOK_MS, resolve));
}
