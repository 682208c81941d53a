import type { Account } from "../account/account.ts";
import type { Rulings } from "../policy/denial.ts";
import { evaluate } from "../policy/policy.ts";
import type { PolicyRequest, Statement } from "../policy/policy.ts";
import { awsManagedPolicy } from "./aws-managed.ts";
import type { PolicyDocument } from "./documents/policy-document.ts";
import { iamStore, settledTime } from "./store.ts";
import type { Identity, User } from "./store.ts";

/** What the policies, inline and attached, of a role, of a group, or of a user and the user's groups say to a request; a
 * permissions boundary speaks for itself. */
export function evaluateIdentity(account: Account, identity: Identity | User, request: PolicyRequest): Rulings {
  const statements = identityStatements(account, identity);
  for (const group of groupsOf(account, identity)) statements.push(...identityStatements(account, group));
  const own = evaluate(statements, request);
  if (identity.boundary === undefined) return { identity: own };
  return { identity: own, boundary: evaluate(managedStatements(account, identity.boundary), request) };
}

const none: readonly Identity[] = [];

/** The groups whose policies a user has, as they are in effect now; none for others. */
export function groupsOf(account: Account, identity: Identity | User): readonly Identity[] {
  if (!("groups" in identity)) return none;
  const { groups } = iamStore(account);
  return identity.groups.flatMap((name) => groups.asOf(name, settledTime(account)) ?? []);
}

/** The statements of a managed policy's default version that are in effect now. */
export function managedStatements(account: Account, arn: string): readonly Statement[] {
  return managedPolicy(account, arn)?.statements ?? [];
}

/** A managed policy's default version that is in effect now. */
export function managedPolicy(account: Account, arn: string): PolicyDocument | undefined {
  const policy = iamStore(account).policies.asOf(arn, settledTime(account)) ?? awsManagedPolicy(arn);
  return policy?.versions.find((version) => version.id === policy.defaultVersionId)?.document;
}

function identityStatements(account: Account, { inline, attached }: Identity): Statement[] {
  const statements: Statement[] = [];
  for (const document of inline.values()) statements.push(...document.statements);
  for (const arn of attached) statements.push(...managedStatements(account, arn));
  return statements;
}
