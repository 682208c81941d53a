import type { Context } from "../../context.ts";

/** How the names of our alarms begin. No proxy's name has a slash: `orders` does not see those of `orders-eu`. */
export function alarmPrefix({ config }: Pick<Context, "config">): string {
  return `kinesis-proxy/${config.name}/`;
}

/** The ARN of the alarm of this kind, such as 5xx. */
export function alarmArn(ctx: Pick<Context, "config" | "identity">, kind: string): string {
  const { config, identity } = ctx;
  return `arn:${identity.partition}:cloudwatch:${config.region}:${identity.accountId}:alarm:${alarmPrefix(ctx)}${kind}`;
}
