import type { Account } from "../account/account.ts";
import { evaluate } from "../policy/policy.ts";
import type { Statement, Verdict } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import { awsManagedPolicy } from "./aws-managed.ts";
import { iamStore, settledTime } from "./store.ts";
import type { Role } from "./store.ts";

/** What a role's own policies, inline and attached, say to a request; a permissions boundary has to allow it too. */
export function evaluateRole(
  account: Account,
  role: Role,
  request: { readonly action: string; readonly resource: string; readonly context: PolicyContext },
): Verdict {
  const verdict = evaluate(roleStatements(account, role), request);
  if (verdict !== "allowed" || role.boundary === undefined) return verdict;
  return evaluate(managedStatements(account, role.boundary), request);
}

/** The statements of a managed policy's default version that are in effect now. */
export function managedStatements(account: Account, arn: string): readonly Statement[] {
  const policy = iamStore(account).policies.asOf(arn, settledTime(account)) ?? awsManagedPolicy(arn);
  return policy?.versions.find((version) => version.id === policy.defaultVersionId)?.document.statements ?? [];
}

function roleStatements(account: Account, role: Role): readonly Statement[] {
  const statements: Statement[] = [];
  for (const document of role.inline.values()) statements.push(...document.statements);
  for (const arn of role.attached) statements.push(...managedStatements(account, arn));
  return statements;
}
