import type { Scope } from "../account/scope.ts";
import { memoize } from "../memoize.ts";
import { evaluate, parsePolicy } from "../policy/policy.ts";
import type { PolicyRequest, Statement, Verdict } from "../policy/policy.ts";
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
  const { action, resource } = request;
  const root = `arn:${partition}:iam::${account.id}:root`;
  const own =
    caller.verdict?.(action, resource, request.context) ?? verdictOf(caller.allows(action, resource, request.context));
  const policy = bucket?.settings.policy;
  const exempt = caller.arn === root && ofPolicies.includes(action);
  let resources: Verdict = "none";
  if (policy !== undefined && !exempt) {
    const context = { ...caller.context, ...request.context };
    const statements = statementsOf(policy);
    const names = caller.names ?? [caller.arn];
    const asAccount = { type: "AWS", names: [...names, ...(caller.accountNames ?? [root, account.id])] } as const;
    const verdict = evaluate(statements, { ...request, context, principal: asAccount });
    // An Allow of the account leaves the decision to the account's own policies; its Deny is for everybody in it.
    const byName = { type: "AWS", names } as const;
    resources = verdict === "allowed" ? evaluate(statements, { ...request, context, principal: byName }) : verdict;
  }
  if (own === "denied") return "with an explicit deny in an identity-based policy";
  if (resources === "denied") return "with an explicit deny in a resource-based policy";
  if (own === "allowed" || resources === "allowed") return undefined;
  return `because no identity-based policy allows the ${action} action`;
}

function verdictOf(allows: boolean): Verdict {
  return allows ? "allowed" : "none";
}
