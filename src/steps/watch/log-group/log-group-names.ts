import type { Context } from "../../context.ts";
import { api } from "../../api/api.ts";
import { UNMADE } from "../../unmade.ts";

/** The log group of the access log. AWS keeps one rule for all groups with this beginning, should it write logs without a role: rules for
 * single groups fill up. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html */
export function accessLogGroup({ config }: Pick<Context, "config">): string {
  return `/aws/vendedlogs/kinesis-proxy/${config.name}`;
}

/** How the names of the groups begin that API Gateway makes for the execution logs of our API; undefined when there is no API. */
export function executionLogGroups({ known }: Context): string | undefined {
  const id = known.get(api)?.ids.id;
  return id === undefined || id === UNMADE ? undefined : `API-Gateway-Execution-Logs_${id}/`;
}

/** The one of our stage. */
export function executionLogGroup(ctx: Context): string | undefined {
  const groups = executionLogGroups(ctx);
  return groups && `${groups}${ctx.config.stage}`;
}
