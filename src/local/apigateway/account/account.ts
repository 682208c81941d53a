import { createHash } from "node:crypto";
import { serviceCaller } from "../../account/callers.ts";
import { logSink } from "../../account/log-sink.ts";
import type { Scope } from "../../account/scope.ts";
import { badRequest } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import { member } from "../operation/patch-rules.ts";
import { defined } from "../without.ts";

const welcomeGroup = "/aws/apigateway/welcome";

export const getAccount = operation({
  name: "GetAccount",
  route: "GET /account",
  ok: 200,
  run: (scope) => shown(scope),
});

export const updateAccount = operation({
  name: "UpdateAccount",
  route: "PATCH /account",
  ok: 200,
  body: patchBody,
  run(scope, { patchOperations }) {
    const gateway = gatewayOf(scope);
    const patched = applyPatch<{ readonly cloudwatchRoleArn?: string }>(
      defined({ cloudwatchRoleArn: gateway.cloudwatchRoleArn }),
      patchOperations,
      [
        member("cloudwatchRoleArn", roleArn, { removable: true, addable: true }),
        { path: "/features", changes: { add: (record) => record, remove: (record) => record } },
      ],
    );
    const { cloudwatchRoleArn } = patched;
    if (cloudwatchRoleArn !== undefined && cloudwatchRoleArn !== gateway.cloudwatchRoleArn) {
      tryRole(scope, cloudwatchRoleArn);
    }
    gateway.cloudwatchRoleArn = cloudwatchRoleArn;
    return shown(scope);
  },
});

function roleArn(value: string | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(value)) return value;
  throw badRequest("The role ARN is not well formed");
}

/** API Gateway tries a role at once: it makes a log group of its own and writes a line. */
function tryRole(scope: Scope, arn: string): void {
  const { account, region, partition } = scope;
  const role = serviceCaller(account, arn, "apigateway.amazonaws.com");
  const stream = createHash("md5").update("0").digest("hex");
  const resource = `arn:${partition}:logs:${region}:${account.id}:log-group:${welcomeGroup}:log-stream:${stream}`;
  const may = (action: string): boolean => role?.allows(`logs:${action}`, resource) === true;
  if (!["CreateLogGroup", "CreateLogStream", "PutLogEvents"].every(may)) {
    throw badRequest(
      "The role ARN does not have required permissions configured. " +
        "Please grant trust permission for API Gateway and add the required role policy.",
    );
  }
  const line = { timestamp: account.clock.now(), message: "Cloudwatch logs enabled for API Gateway" };
  account.corner(logSink, "").put(region, welcomeGroup, stream, [line], true);
}

function shown(scope: Scope) {
  return {
    ...defined({ cloudwatchRoleArn: gatewayOf(scope).cloudwatchRoleArn }),
    throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
    features: ["UsagePlans"],
    apiKeyVersion: "4",
  };
}
