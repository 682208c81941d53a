import type { DeployedApi } from "../../account/deployed.ts";
import { evaluate, parsePolicy } from "../../policy/policy.ts";
import type { PolicyRequest, Statement, Verdict } from "../../policy/policy.ts";
import type { PolicyContext } from "../../policy/variables.ts";
import { decide } from "./authorization.ts";
import type { Decision } from "./authorization.ts";
import { compiled } from "../compiled.ts";
import type { Signer } from "../platform.ts";
import { accessDenied } from "../response/refusals.ts";
import type { Routed } from "../route.ts";
import { denialOf, denialWords } from "../../policy/denial.ts";

const action = "execute-api:Invoke";

const statementsOf = compiled(({ policy }: DeployedApi) =>
  policy === undefined || policy === "" ? undefined : parsePolicy(policy),
);

/** Refuses a caller without permission to call the method. An unsigned request needs an Allow of the resource policy, if there
 * is one; a signed one is judged by that policy and the signer's own. */
export function obeyPolicies(routed: Routed, signer: Signer | undefined): void {
  const { call } = routed;
  const statements = statementsOf(call.api);
  if (signer === undefined && statements === undefined) return;
  const request = { action, resource: methodArn(routed), context: policyContext(routed, call.platform.clock.now()) };
  const decision =
    signer === undefined ? anonymous(statements ?? [], request) : signed(statements ?? [], request, signer, call.api);
  if (decision.type === "allowed") return;
  throw accessDenied(
    `User: ${signer?.arn ?? "anonymous"} is not authorized to perform: ${action} on resource: ` +
      `${masked(request.resource, call.api.accountId)} ${denialWords(decision, action)}`,
  );
}

function anonymous(statements: readonly Statement[], request: PolicyRequest): Decision {
  const verdict = evaluate(statements, request);
  if (verdict === "allowed") return { type: "allowed" };
  return { type: "denied", by: "resource", explicit: verdict === "denied" };
}

function signed(
  statements: readonly Statement[],
  request: PolicyRequest,
  signer: Signer,
  { accountId }: DeployedApi,
): Decision {
  const identity = signer.verdict(action, request.resource, request.context);
  const resource = verdictOn(signer, statements, { ...request, context: { ...signer.context, ...request.context } });
  const decision = decide(identity, resource, signer.arn.split(":")[4] === accountId);
  if (decision.type === "allowed" || decision.by === "resource" || signer.rulings === undefined) return decision;
  const own = denialOf(signer.rulings(action, request.resource, request.context));
  return own === undefined ? decision : { type: "denied", ...own };
}

/** A Deny of the account denies everybody in it; an Allow leaves the decision to the account's own policies. */
function verdictOn({ names, accountNames }: Signer, statements: readonly Statement[], request: PolicyRequest): Verdict {
  const everyName = { type: "AWS", names: [...names, ...accountNames] } as const;
  const verdict = evaluate(statements, { ...request, principal: everyName });
  return verdict === "allowed" ? evaluate(statements, { ...request, principal: { type: "AWS", names } }) : verdict;
}

function methodArn({ call, httpMethod }: Routed): string {
  const { api, stageName, path } = call;
  const execute = `arn:${api.partition}:execute-api:${api.region}:${api.accountId}:${api.apiId}`;
  return `${execute}/${stageName}/${httpMethod}/${path.replace(/^\//, "")}`;
}

function masked(arn: string, accountId: string): string {
  return arn.replace(`:${accountId}:`, `:${"*".repeat(8)}${accountId.slice(-4)}:`);
}

function policyContext({ call }: Routed, now: number): PolicyContext {
  const { headers, sourceIp } = call.request;
  return {
    "aws:SourceIp": sourceIp,
    // Computed only when a policy asks for it.
    get "aws:CurrentTime"() {
      return new Date(now).toISOString();
    },
    get "aws:EpochTime"() {
      return String(Math.floor(now / 1000));
    },
    // API Gateway speaks TLS only: a policy that requires it has to work here too.
    "aws:SecureTransport": "true",
    ...(headers["user-agent"] === undefined ? {} : { "aws:UserAgent": headers["user-agent"] }),
    ...(headers["referer"] === undefined ? {} : { "aws:Referer": headers["referer"] }),
  };
}
