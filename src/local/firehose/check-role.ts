import type { Caller, Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { invalid } from "./call.ts";
import type { FirehosePlatform } from "./platform.ts";
import { deniedWords } from "../policy/denial.ts";

/** Throws unless the caller may hand the role to Firehose and Firehose may assume it. */
export function checkRole(platform: FirehosePlatform, { account, caller }: Scope, roleArn: string): Caller {
  const about = { "iam:PassedToService": "firehose.amazonaws.com" };
  if (!caller.allows("iam:PassRole", roleArn, about)) {
    throw new Fault("AccessDeniedException", deniedWords(caller, "iam:PassRole", roleArn, about));
  }
  const role = platform.assume(account, roleArn);
  if (role !== undefined) return role;
  throw invalid(`Firehose is unable to assume role ${roleArn}. Please check the role provided.`);
}

/** Throws unless the role may read the stream, which Firehose asks when the delivery stream is created. */
export function checkSource(
  platform: FirehosePlatform,
  scope: Scope,
  { KinesisStreamARN: arn, RoleARN }: { readonly KinesisStreamARN: string; readonly RoleARN: string },
): void {
  const caller = checkRole(platform, scope, RoleARN);
  try {
    platform.stream({ ...scope, caller }, "DescribeStream", { StreamARN: arn, Limit: 1 });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code !== "AccessDeniedException") throw invalid(error.message);
    throw invalid(
      `Role ${RoleARN} is not authorized to perform: kinesis:DescribeStream on resource ${arn}. ` +
        "Please check the role provided.",
    );
  }
}
