import type { Account } from "../../account/account.ts";
import { beforeLogsAreRead } from "../../account/log-sink.ts";
import { metricsOf } from "../../account/metrics/metrics.ts";
import type { Metrics } from "../../account/metrics/metrics.ts";

/** The metrics of a region, with what the lines that logs are about to get count. */
export function metricsRead(account: Account, region: string): Metrics {
  for (const write of account.corner(beforeLogsAreRead, "")) write();
  return metricsOf(account, region);
}
