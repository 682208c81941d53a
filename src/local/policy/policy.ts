import { meetsCondition } from "./condition.ts";
import { matchesPattern } from "./variables.ts";
import type { PolicyContext } from "./variables.ts";
import type { Principals, Selector, Statement } from "./statement.ts";
import { matchesWildcard } from "./wildcard.ts";

export { checkActions, checkLegacy, InvalidPolicy, parsePolicy, readPolicy } from "./statement.ts";
export type { ReadPolicy, Statement } from "./statement.ts";

/** The caller, by every name that a policy may use: for an assumed role its session ARN, the role's ARN, the account's root ARN
 * and the account id; for a service its host name; for who comes with a token the provider of identities. */
export interface Principal {
  readonly type: "AWS" | "Service" | "Federated";
  readonly names: readonly string[];
}

/** What is asked of a policy. Without a principal the caller is anonymous. */
export interface PolicyRequest {
  /** Such as `kinesis:PutRecord`. */
  readonly action: string;
  /** An ARN, or "*". */
  readonly resource: string;
  readonly principal?: Principal;
  readonly context: PolicyContext;
}

/** "none" is the implicit deny: no statement applies. */
export type Verdict = "allowed" | "denied" | "none";

/** What the statements say to a request, as IAM evaluates them: an explicit deny wins over any allow. */
export function evaluate(statements: readonly Statement[], request: PolicyRequest): Verdict {
  let verdict: Verdict = "none";
  for (const statement of statements) {
    if (verdict === "allowed" && statement.effect === "Allow") continue;
    if (!appliesTo(statement, request)) continue;
    if (statement.effect === "Deny") return "denied";
    verdict = "allowed";
  }
  return verdict;
}

/** Does the statement say anything to the request? */
export function appliesTo(statement: Statement, request: PolicyRequest): boolean {
  const { action, resource, principal, context } = request;
  return (
    (statement.principals === undefined || includes(statement.principals, principal)) &&
    selects(statement.actions, (pattern) => matchesWildcard(pattern, action.toLowerCase())) &&
    (statement.resources === undefined ||
      selects(statement.resources, (pattern) => matchesPattern(pattern, resource, context))) &&
    statement.conditions.every((condition) => meetsCondition(condition, context))
  );
}

function selects({ patterns, except }: Selector, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== except;
}

function includes(principals: Principals, principal: Principal | undefined): boolean {
  return (principals.everyone || isNamed(principals, principal)) !== principals.except;
}

/** `{"AWS":"*"}` means every AWS principal and the anonymous caller too, though no service. */
function isNamed({ names }: Principals, principal: Principal | undefined): boolean {
  const listed = names[principal?.type ?? "AWS"] ?? [];
  return listed.some((name) => (name === "*" && principal?.type !== "Service") || principal?.names.includes(name));
}
