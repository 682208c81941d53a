import type { Account } from "../account/account.ts";
import { evaluate } from "../policy/policy.ts";
import type { Principal, Verdict } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import { memoize } from "../memoize.ts";
import { iamStore, settledTime } from "./store.ts";
import type { Role, User } from "./store.ts";

const named = memoize(500, (arn) => {
  const [, accountId = "", type, name = ""] = /^arn:[^:]+:iam::(\d{12}):(role|user)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return { accountId, type, name };
});

/** The role of that ARN as other services see it; undefined when it does not exist or is too new. */
export function settledRole(account: Account, arn: string): Role | undefined {
  const { accountId, type, name } = named(arn);
  if (accountId !== account.id || type !== "role") return undefined;
  const role = iamStore(account).roles.asOf(name, settledTime(account));
  return role?.arn === arn ? role : undefined;
}

/** The same for a user. */
export function settledUser(account: Account, arn: string): User | undefined {
  const { accountId, type, name } = named(arn);
  if (accountId !== account.id || type !== "user") return undefined;
  const user = iamStore(account).users.asOf(name, settledTime(account));
  return user?.arn === arn ? user : undefined;
}

/** May `principal` assume the role, by its trust policy? `action` is another one that trust policies allow. */
export function trusts(role: Role, principal: Principal, context: PolicyContext, action = "sts:AssumeRole"): Verdict {
  return evaluate(role.trust.statements, { action, resource: role.arn, principal, context });
}
