import { InvalidPolicy, parsePolicy } from "../../policy/policy.ts";
import type { Scope } from "../../account/scope.ts";
import { badRequest } from "../faults.ts";

const largest = 8192;
const invalid = "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";

/** A resource policy as API Gateway keeps it: compact JSON, with `execute-api:/…` written out as the API's ARN. Throws
 * BadRequestException when it is not a policy or has more than 8192 characters. */
export function keptPolicy(text: string, scope: Scope, apiId: string): string {
  checkPolicy(text);
  const prefix = `arn:${scope.partition}:execute-api:${scope.region}:${scope.account.id}:${apiId}/`;
  const kept = JSON.stringify(JSON.parse(text), (name, value: unknown) =>
    name === "Resource" || name === "NotResource"
      ? eachText(value, (arn) => arn.replace(/^execute-api:\/?/, prefix))
      : value,
  );
  if (kept.length > largest) throw badRequest(`Resource policy is longer than ${largest} characters`);
  return kept;
}

/** The policy as GetRestApi returns it: escaped once more, slashes too. */
export function shownPolicy(kept: string): string {
  return JSON.stringify(kept).slice(1, -1).replaceAll("/", "\\/");
}

function checkPolicy(text: string): void {
  try {
    const statements = parsePolicy(text);
    if (statements.every((one) => one.principals !== undefined && one.resources !== undefined)) return;
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error;
  }
  throw badRequest(invalid);
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => eachText(each, change));
  return typeof value === "string" ? change(value) : value;
}
