import type { Call } from "../call.ts";
import { Fault } from "../../fault.ts";
import { invalid } from "../faults.ts";
import { controlMessage } from "./message.ts";
import type { LogsPlatform } from "./platform.ts";
import type { Target } from "./target.ts";
import { deniedWords } from "../../policy/denial.ts";

const kinds = {
  kinesis: { checked: "Kinesis stream", told: "Kinesis stream. Check if the given kinesis stream is in ACTIVE state." },
  firehose: { checked: "Firehose", told: "Firehose stream. Check if the given Firehose stream is in ACTIVE state." },
} as const;

/** The service of an ARN, such as `kinesis`; "" where it is no ARN. */
export function vendorOf(arn: string): string {
  return /^arn:[^:]+:([^:]+):/.exec(arn)?.[1] ?? "";
}

/** Throws AccessDeniedException unless the caller may hand the role to CloudWatch Logs. */
export function checkPassRole({ scope: { caller, account } }: Call, roleArn: string): void {
  if (/^arn:[^:]+:iam::(\d+):role\//.exec(roleArn)?.[1] !== account.id)
    throw new Fault("AccessDeniedException", "Cross-account pass role is not allowed.");
  const about = { "iam:PassedToService": "logs.amazonaws.com" };
  if (caller.allows("iam:PassRole", roleArn, about)) return;
  throw new Fault("AccessDeniedException", deniedWords(caller, "iam:PassRole", roleArn, about));
}

/** Sends a message to try the target, as the role, on behalf of `sourceArn`. Throws InvalidParameterException where it does not
 * arrive, whatever the reason; `told` is what the target is called then. */
export async function tryTarget(
  platform: LogsPlatform,
  { scope, now }: Call,
  target: Target,
  sourceArn: string,
  told?: string,
): Promise<void> {
  const kind = vendorOf(target.arn) === "firehose" ? kinds.firehose : kinds.kinesis;
  const caller = platform.assume(scope, target.roleArn, sourceArn);
  const key = "CONTROL_MESSAGE";
  try {
    if (caller === undefined) throw new Fault("AccessDenied", "");
    await platform.put({ account: scope.account, caller }, target.arn, controlMessage(kind.checked, now), key);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw invalid(`Could not deliver test message to specified ${told ?? kind.told}`);
  }
}
