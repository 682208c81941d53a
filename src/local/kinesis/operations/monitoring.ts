import { active } from "../address.ts";
import { list } from "../../shape/collection.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import type { Stream } from "../stream/stream.ts";

const METRICS = [
  "IncomingBytes",
  "IncomingRecords",
  "OutgoingBytes",
  "OutgoingRecords",
  "WriteProvisionedThroughputExceeded",
  "ReadProvisionedThroughputExceeded",
  "IteratorAgeMilliseconds",
] as const;

const members = {
  ShardLevelMetrics: required(list(text({ values: [...METRICS, "ALL"] }), { min: 1, max: 7 })),
};

/** EnableEnhancedMonitoring: from now on these metrics are published of each shard as well. */
export const enableEnhancedMonitoring = streamOperation(
  "EnableEnhancedMonitoring",
  members,
  active,
  (_call, stream, { ShardLevelMetrics }) =>
    change(stream, () => {
      for (const metric of meant(ShardLevelMetrics)) stream.metrics.add(metric);
    }),
);

/** DisableEnhancedMonitoring. */
export const disableEnhancedMonitoring = streamOperation(
  "DisableEnhancedMonitoring",
  members,
  active,
  (_call, stream, { ShardLevelMetrics }) =>
    change(stream, () => {
      for (const metric of meant(ShardLevelMetrics)) stream.metrics.delete(metric);
    }),
);

function meant(metrics: readonly string[]): readonly string[] {
  return metrics.includes("ALL") ? METRICS : metrics;
}

function change(stream: Stream, work: () => void) {
  const before = [...stream.metrics];
  work();
  return {
    StreamName: stream.name,
    CurrentShardLevelMetrics: before,
    DesiredShardLevelMetrics: [...stream.metrics],
    StreamARN: stream.arn,
  };
}
