import type { Corner } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import type { WireOperation } from "../protocols/query-compatible/wire-operation.ts";

/** Switches of the local CloudWatch. */
export interface CloudWatchSettings {
  /** Refuse what goes beyond AWS's rates. */
  enforceRates: boolean;
}

/** The switches of an account, in region "". */
export const cloudwatchSettings: Corner<CloudWatchSettings> = {
  name: "cloudwatch.settings",
  make: () => ({ enforceRates: false }),
};

/** Calls a second in a region, AWS's quotas; those of operations that are not here are beyond what a program needs. */
const rates: Readonly<Record<string, number>> = {
  PutMetricAlarm: 3,
  DeleteAlarms: 3,
  SetAlarmState: 3,
  EnableAlarmActions: 3,
  DisableAlarmActions: 3,
  DescribeAlarms: 9,
  DescribeAlarmsForMetric: 9,
  DescribeAlarmHistory: 9,
  PutDashboard: 10,
  GetDashboard: 10,
  ListDashboards: 10,
  DeleteDashboards: 10,
  ListMetrics: 25,
  GetMetricData: 50,
};

/** By operation: how many calls are left, and as of when (milliseconds since 1970). */
const buckets: Corner<Map<string, { readonly held: number; readonly at: number }>> = {
  name: "cloudwatch.rates",
  make: () => new Map(),
};

/** The operation, refused beyond its rate where the settings ask for that. */
export function limited(operation: WireOperation): WireOperation {
  const { name, run } = operation;
  const rate = rates[name];
  if (rate === undefined) return operation;
  return {
    name,
    run(scope, ...given) {
      if (scope.account.corner(cloudwatchSettings, "").enforceRates) draw(scope, name, rate);
      return run(scope, ...given);
    },
  };
}

function draw({ account, region }: Scope, name: string, rate: number): void {
  const own = account.corner(buckets, region);
  const now = account.clock.now();
  const before = own.get(name) ?? { held: rate, at: now };
  const held = Math.min(rate, before.held + ((now - before.at) / 1_000) * rate);
  if (held < 1) throw new Fault("ThrottlingException", "Rate exceeded");
  own.set(name, { held: held - 1, at: now });
}
