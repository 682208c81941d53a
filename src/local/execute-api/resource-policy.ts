import type { DeployedApi } from "../deployed.ts";
import { evaluate, parsePolicy } from "../policy.ts";
import type { PolicyContext } from "../policy-variables.ts";
import { compiled } from "./compiled.ts";
import { accessDenied } from "./refusals.ts";
import type { Routed } from "./route.ts";

const statementsOf = compiled(({ policy }: DeployedApi) =>
  policy === undefined || policy === "" ? undefined : parsePolicy(policy),
);

/** Refuses a request that the API's resource policy does not allow. Callers of this account who signed a request for an
 * AWS_IAM method are let in by their own permissions, so that only an explicit deny stops them. */
export function obeyResourcePolicy(routed: Routed): void {
  const { call, method } = routed;
  const { api, neighbours } = call;
  const statements = statementsOf(api);
  if (statements === undefined) return;
  const resource = methodArn(routed);
  const context = policyContext(routed, neighbours.clock.now());
  const verdict = evaluate(statements, { action: "execute-api:Invoke", resource, context });
  if (verdict === "allowed" || (verdict === "none" && method.authorizationType === "AWS_IAM")) return;
  throw accessDenied(
    `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${masked(resource, api.accountId)}${
      verdict === "denied"
        ? " with an explicit deny in a resource-based policy"
        : " because no resource-based policy allows the execute-api:Invoke action"
    }`,
  );
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
    // Worked out only where a policy asks for it.
    get "aws:CurrentTime"() {
      return new Date(now).toISOString();
    },
    get "aws:EpochTime"() {
      return String(Math.floor(now / 1000));
    },
    // API Gateway itself speaks nothing but TLS: a policy that asks for it must work here, too.
    "aws:SecureTransport": "true",
    ...(headers["user-agent"] === undefined ? {} : { "aws:UserAgent": headers["user-agent"] }),
    ...(headers["referer"] === undefined ? {} : { "aws:Referer": headers["referer"] }),
  };
}
