import { Fault } from "../../fault.ts";
import { active } from "../address.ts";
import { provisioned } from "../reshardable.ts";
import { integer } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import { scale } from "../stream/resharding.ts";
import { update } from "../stream/stream.ts";
import { checkShardLimit } from "./create-stream.ts";

const A_DAY_MS = 86_400_000;
const MOST_A_DAY = 10;

/** UpdateShardCount: to at most double and at least half the open shards, of equal ranges. */
export const updateShardCount = streamOperation(
  "UpdateShardCount",
  { TargetShardCount: required(integer({ min: 1 })), ScalingType: required(text({ values: ["UNIFORM_SCALING"] })) },
  active,
  (call, stream, { TargetShardCount: target }, address) => {
    const { now, settings } = call;
    provisioned(stream, address);
    const current = stream.open.length;
    checkStep(current, target);
    stream.scaled = stream.scaled.filter((at) => now - at < A_DAY_MS);
    if (settings.enforceRates && stream.scaled.length >= MOST_A_DAY) {
      throw exceeded(`UpdateShardCount cannot be called more than ${MOST_A_DAY} times in 24 hours for a stream.`);
    }
    checkShardLimit(call, target - current);
    stream.scaled.push(now);
    update(stream, now, settings.updateMs, (at) => scale(stream, target, at));
    return { StreamName: stream.name, CurrentShardCount: current, TargetShardCount: target, StreamARN: stream.arn };
  },
);

function checkStep(current: number, target: number): void {
  const counts = `Current open shard count: ${current} Target shard count: ${target}`;
  if (target > current * 2) {
    throw exceeded(`UpdateShardCount cannot scale up over double your current open shard count. ${counts}`);
  }
  if (target < current / 2) {
    throw exceeded(`UpdateShardCount cannot scale down below half your current open shard count. ${counts}`);
  }
}

function exceeded(message: string): Fault {
  return new Fault("LimitExceededException", message);
}
