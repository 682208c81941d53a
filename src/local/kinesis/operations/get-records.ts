import { addressOf, addressOfArn, existing } from "../address.ts";
import { admit, invalid, operation } from "../call.ts";
import { findShard, sealIterator, unsealIterator } from "../iterator.ts";
import { checkDecrypt } from "../kms.ts";
import { page, streamArn, streamId } from "../members.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { measured } from "../stream-metrics.ts";
import type { StreamMetrics } from "../stream-metrics.ts";
import { describeChild, sequenceIn } from "../stream/shard.ts";
import type { Shard } from "../stream/shard.ts";
import type { LoggedRecord } from "../stream/record-log.ts";
import { rateExceeded } from "../writing.ts";

const MOST_RECORDS = 10_000;
const MOST_BYTES = 10_485_760;

/** GetRecords: up to 10,000 records and 10 MiB. The end of a closed shard, empty or not, has no next iterator and names the children. */
export const getRecords = operation(
  "GetRecords",
  {
    Limit: page,
    ShardIterator: required(text({ min: 1, max: 512 })),
    StreamARN: streamArn,
    StreamId: streamId,
  },
  (call, { ShardIterator, Limit = MOST_RECORDS, StreamARN }) => {
    const { scope, settings, now } = call;
    const iterator = unsealIterator(call, ShardIterator);
    const address = addressOf(scope, iterator.streamName);
    const named = StreamARN === undefined ? address : addressOfArn(StreamARN);
    admit(call, named.arn, named.name);
    if (named.arn !== address.arn) {
      existing(call, named);
      throw invalid(`Invalid ShardIterator. It is one of stream ${address.name}, and not of ${named.name}.`);
    }
    const { stream, shard } = findShard(call, address, iterator.shard);
    return measured(call, stream, "GetRecords", (metrics) => {
      const isRefused = settings.enforceRates && !shard.rates.read(now);
      metrics.put("ReadProvisionedThroughputExceeded", Number(isRefused), now);
      metrics.putOfShard(shard.index, "ReadProvisionedThroughputExceeded", Number(isRefused), now);
      if (isRefused) throw rateExceeded(stream, shard.index, address.account);
      // An iterator of an earlier stream of that name starts at the beginning of this one.
      const from = stream.id === iterator.streamId ? iterator.position : 0;
      const records = shard.log.read(from, Limit, MOST_BYTES);
      checkDecrypt(call, stream, records);
      const bytes = records.reduce((sum, { data }) => sum + data.length, 0);
      if (settings.enforceRates) shard.rates.gave(bytes);
      const last = records.at(-1);
      const next = last ? last.position + 1 : shard.log.next;
      const drained = shard.closed !== undefined && next >= shard.log.next;
      const behind = last && next < shard.log.next ? Math.max(0, now - last.arrived) : 0;
      publish(metrics, shard.index, { count: records.length, bytes, behind }, now);
      return {
        Records: records.map((record) => showRecord(shard, record)),
        ...(!drained && { NextShardIterator: sealIterator(call, stream, shard, next) }),
        MillisBehindLatest: behind,
        ...(drained && {
          ChildShards: stream.shards.filter(({ parents }) => parents.includes(shard.index)).map(describeChild),
        }),
      };
    });
  },
);

/** What a reader was given; `behind` in milliseconds. */
interface Given {
  readonly count: number;
  readonly bytes: number;
  readonly behind: number;
}

function publish(metrics: StreamMetrics, shard: number, { count, bytes, behind }: Given, now: number): void {
  metrics.put("GetRecords.Records", count, now);
  metrics.put("GetRecords.Bytes", bytes, now);
  metrics.put("GetRecords.IteratorAgeMilliseconds", behind, now);
  metrics.putOfShard(shard, "OutgoingRecords", count, now);
  metrics.putOfShard(shard, "OutgoingBytes", bytes, now);
  metrics.putOfShard(shard, "IteratorAgeMilliseconds", behind, now);
}

/** A record as it is read. */
export function showRecord(shard: Shard, { position, partitionKey, data, arrived, encryptionKey }: LoggedRecord) {
  return {
    SequenceNumber: sequenceIn(shard, position, arrived),
    ApproximateArrivalTimestamp: new Date(arrived),
    Data: data,
    PartitionKey: partitionKey,
    ...(encryptionKey !== undefined && { EncryptionType: "KMS" }),
  };
}
