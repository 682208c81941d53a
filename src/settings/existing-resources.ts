import { UsageError } from "../engine/errors.ts";
import type { Config, Identity } from "../engine/context.ts";

/** The last part of an ARN: a stream's name, or a role's without its path. */
export function nameIn(arn: string | undefined): string | undefined {
  return arn?.split("/").at(-1);
}

/** Checks what is said about existing resources against what else is asked. */
export function checkAdopted(
  { streamArn }: Pick<Config, "streamArn">,
  streamName: string | undefined,
  region: string,
): void {
  if (streamArn === undefined) return;
  const there = streamArn.split(":")[3];
  if (there !== region)
    throw new UsageError(
      `The stream ${streamArn} is in ${there}, and the proxy in ${region}.`,
      `API Gateway calls Kinesis in its own region: pass --region ${there}.`,
    );
  if (streamName !== undefined && streamName !== nameIn(streamArn))
    throw new UsageError(
      `--stream-name ${streamName} and --stream-arn ${streamArn} name two streams.`,
      "Pass one of them.",
    );
}

/** Existing resources must be of the caller's account: a role of another one cannot be passed to API Gateway. */
export function refuseOtherAccount({ streamArn, roleArn }: Config, { accountId }: Identity): void {
  for (const arn of [streamArn, roleArn]) {
    const account = arn?.split(":")[4];
    if (account === undefined || account === accountId) continue;
    throw new UsageError(
      `${arn} is of account ${account}, and these credentials are of ${accountId}.`,
      "Use credentials of that account (--profile), or a stream and a role of this one.",
    );
  }
}
