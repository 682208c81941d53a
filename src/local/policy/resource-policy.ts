import { denialOf, rulingsOf } from "./denial.ts";
import type { Asking, Denial } from "./denial.ts";
import { evaluate } from "./policy.ts";
import type { PolicyRequest, Statement, Verdict } from "./policy.ts";
import type { PolicyContext } from "./variables.ts";

/** Who asks, by every name that a resource's policy may use. */
export interface NamedAsking extends Asking {
  /** A session's own ARN comes first, its role's after it. */
  readonly names?: readonly string[];
  readonly context?: PolicyContext;
}

/** Why a caller may not do that on a resource of its own account that has a policy; undefined where it may. Either the caller's
 * policies or the resource's have to allow it, and none may deny it. `account` is what the policy may call the whole account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html */
export function refusedBy(
  statements: readonly Statement[],
  asking: NamedAsking,
  account: readonly string[],
  request: Omit<PolicyRequest, "principal">,
): Denial | undefined {
  const { arn, names = [arn] } = asking;
  const own = rulingsOf(asking, request.action, request.resource, request.context);
  const denial = denialOf(own);
  if (denial?.explicit === true) return denial;
  const context = { ...asking.context, ...request.context };
  const says = (who: readonly string[]): Verdict =>
    evaluate(statements, { ...request, context, principal: { type: "AWS", names: who } });
  // A Deny of the account is for everybody in it; its Allow leaves the decision to the account's own policies.
  if (says([...names, ...account]) === "denied") return { by: "resource", explicit: true };
  if (denial === undefined || says([arn]) === "allowed") return undefined;
  // To name a role does as much as a policy of the role: its boundary and the session's policies count as well.
  return says(names) === "allowed" ? denialOf({ ...own, identity: "allowed" }) : denial;
}
