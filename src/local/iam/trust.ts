import type { Account } from "../account/account.ts";
import { evaluate } from "../policy/policy.ts";
import type { Principal, Verdict } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import { memoize } from "../memoize.ts";
import { iamStore, settledTime } from "./store.ts";
import type { Role } from "./store.ts";

const nameInArn = memoize(500, (arn) => {
  const [, accountId = "", name = ""] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return { accountId, name };
});

/** The role of that ARN as other services see it; undefined when it does not exist or is too new. */
export function settledRole(account: Account, arn: string): Role | undefined {
  const { accountId, name } = nameInArn(arn);
  if (accountId !== account.id) return undefined;
  const role = iamStore(account).roles.asOf(name, settledTime(account));
  return role?.arn === arn ? role : undefined;
}

/** May `principal` assume the role, by its trust policy? `action` is another one that trust policies allow. */
export function trusts(role: Role, principal: Principal, context: PolicyContext, action = "sts:AssumeRole"): Verdict {
  return evaluate(role.trust.statements, { action, resource: role.arn, principal, context });
}
