import type { Scope } from "../account/scope.ts";

/** The ARN of an alarm of the caller's region. */
export function alarmArn({ partition, region, account }: Scope, name: string): string {
  return `arn:${partition}:cloudwatch:${region}:${account.id}:alarm:${name}`;
}

/** The ARN of a dashboard, which is of no region. */
export function dashboardArn({ partition, account }: Scope, name: string): string {
  return `arn:${partition}:cloudwatch::${account.id}:dashboard/${name}`;
}
