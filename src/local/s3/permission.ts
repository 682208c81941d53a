import type { Scope } from "../account/scope.ts";
import { memoize } from "../memoize.ts";
import { denialWords } from "../policy/denial.ts";
import { parsePolicy } from "../policy/policy.ts";
import type { PolicyRequest, Statement } from "../policy/policy.ts";
import { refusedBy } from "../policy/resource-policy.ts";
import type { Bucket } from "./store/bucket.ts";

const statementsOf = memoize(100, (policy): readonly Statement[] => parsePolicy(policy));

// The owner of the account can always repair a policy that locks everybody out.
const ofPolicies = ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];

/** Why the caller may not do that, in AWS's words; undefined when it may. Within one account either the caller's own policies
 * or the bucket's have to allow it, and neither may deny it. */
export function mayDo(
  { caller, account, partition }: Scope,
  bucket: Bucket | undefined,
  request: Omit<PolicyRequest, "principal">,
): string | undefined {
  const { action } = request;
  const root = `arn:${partition}:iam::${account.id}:root`;
  const policy = bucket?.settings.policy;
  const exempt = caller.arn === root && ofPolicies.includes(action);
  const statements = policy === undefined || exempt ? [] : statementsOf(policy);
  const denial = refusedBy(statements, caller, caller.accountNames ?? [root, account.id], request);
  return denial && denialWords(denial, action);
}
