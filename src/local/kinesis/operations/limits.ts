import { admit, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { text } from "../../shape/text.ts";
import { required, structure } from "../../shape/structure.ts";
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

/** DescribeAccountSettings: what UpdateAccountSettings set last. */
export const describeAccountSettings = operation("DescribeAccountSettings", {}, (call) => {
  admit(call, "*", "");
  return { MinimumThroughputBillingCommitment: commitment(call) };
});

/** UpdateAccountSettings. */
export const updateAccountSettings = operation(
  "UpdateAccountSettings",
  {
    MinimumThroughputBillingCommitment: required(
      structure({ Status: required(text({ values: ["ENABLED", "DISABLED"] })) }),
    ),
  },
  (call, { MinimumThroughputBillingCommitment: { Status } }) => {
    admit(call, "*", "");
    call.store.committed = Status === "ENABLED" ? (call.store.committed ?? call.now) : undefined;
    return { MinimumThroughputBillingCommitment: commitment(call) };
  },
);

function commitment({ store: { committed } }: Call) {
  return committed === undefined ? { Status: "DISABLED" } : { Status: "ENABLED", StartedAt: new Date(committed) };
}
