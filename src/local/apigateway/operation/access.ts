import { Fault } from "../../fault.ts";
import type { Scope } from "../../account/scope.ts";
import type { PolicyContext } from "../../policy/variables.ts";
import { deniedWords } from "../../policy/denial.ts";

/** Refuses a caller who may not use `method` on that path of API Gateway, in AWS's words. */
export function checkAccess(scope: Scope, method: string, path: string): void {
  checkAction(scope, `apigateway:${method}`, `arn:${scope.partition}:apigateway:${scope.region}::${path}`);
}

/** Setting a resource policy needs a permission of its own besides that of the call. */
export function checkPolicyAccess(scope: Scope, apiId: string): void {
  const arn = `arn:${scope.partition}:apigateway:${scope.region}::/restapis/${apiId}`;
  checkAction(scope, "apigateway:UpdateRestApiPolicy", arn);
}

/** Refuses a caller who may not pass the role to API Gateway, and any role of another account. */
export function checkPassRole(scope: Scope, role: string): void {
  const account = role.split(":")[4];
  // `arn:aws:iam::*:user/*` is not a role: with it API Gateway calls with the credentials of its own caller.
  if (account === "*") return;
  if (account !== scope.account.id) throw denied("Cross-account pass role is not allowed.");
  checkAction(scope, "iam:PassRole", role, { "iam:PassedToService": "apigateway.amazonaws.com" });
}

function checkAction({ caller }: Scope, action: string, resource: string, about?: PolicyContext): void {
  if (caller.allows(action, resource, about)) return;
  throw denied(deniedWords(caller, action, resource, about));
}

function denied(message: string): Fault {
  return new Fault("AccessDeniedException", message, 403);
}
