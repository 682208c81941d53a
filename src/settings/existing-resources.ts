import { UsageError } from "../engine/errors.ts";
import { labelIn, type Settings } from "./sources.ts";

/** The last part of an ARN: a stream's name, or a role's without its path. */
export function nameIn(arn: string | undefined): string | undefined {
  return arn?.split("/").at(-1);
}

/** Checks an existing stream that is to be used against what else is asked. */
export function checkExisting(streamArn: string | undefined, settings: Settings, region: string): void {
  if (streamArn === undefined) return;
  const there = streamArn.split(":")[3];
  if (there !== region)
    throw new UsageError(
      `The stream ${streamArn} is in ${there}, and the proxy in ${region}.`,
      `API Gateway calls Kinesis in its own region: pass --region ${there}.`,
    );
  const streamName = settings.streamName?.value;
  if (streamName !== undefined && streamName !== nameIn(streamArn))
    throw new UsageError(
      `${labelIn(settings, "streamName")} ${streamName} and ${labelIn(settings, "streamArn")} ${streamArn} name two streams.`,
      "Pass one of them.",
    );
}

/** Existing resources must be of the caller's account: a role of another one cannot be passed to API Gateway. */
export function checkAccount(
  { streamArn, roleArn }: { readonly streamArn: string | undefined; readonly roleArn: string | undefined },
  accountId: string,
): void {
  for (const arn of [streamArn, roleArn]) {
    const account = arn?.split(":")[4];
    if (account === undefined || account === accountId) continue;
    throw new UsageError(
      `${arn} is of account ${account}, and these credentials are of ${accountId}.`,
      "Use credentials of that account (--profile), or a stream and a role of this one.",
    );
  }
}
