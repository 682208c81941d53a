import { admit, operation } from "../call.ts";
import { allStreams } from "../store.ts";

const MOST_ON_DEMAND = 50;

/** DescribeLimits: the region's shards and on-demand streams, and how many there may be. */
export const describeLimits = operation("DescribeLimits", {}, (call) => {
  admit(call, "*", "");
  const streams = allStreams(call.store, call.now);
  return {
    ShardLimit: call.settings.shardLimit,
    OpenShardCount: streams
      .filter(({ mode }) => mode === "PROVISIONED")
      .reduce((sum, stream) => sum + stream.open.length, 0),
    OnDemandStreamCount: streams.filter(({ mode }) => mode === "ON_DEMAND").length,
    OnDemandStreamCountLimit: MOST_ON_DEMAND,
  };
});

/** DescribeAccountSettings: nothing is billed here. */
export const describeAccountSettings = operation("DescribeAccountSettings", {}, (call) => {
  admit(call, "*", "");
  return { MinimumThroughputBillingCommitment: { Status: "DISABLED" } };
});
