import type { Scope } from "../account/scope.ts";
import { badRequest } from "./faults.ts";
import { gatewayOf } from "./gateway.ts";
import { operation } from "./operation/operation.ts";
import { applyPatch, patchBody } from "./operation/patch.ts";
import { member } from "./operation/patch-rules.ts";
import { defined } from "./without.ts";

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
    gateway.cloudwatchRoleArn = patched.cloudwatchRoleArn;
    return shown(scope);
  },
});

function roleArn(value: string | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(value)) return value;
  throw badRequest("Invalid ARN specified in the request");
}

function shown(scope: Scope) {
  return {
    ...defined({ cloudwatchRoleArn: gatewayOf(scope).cloudwatchRoleArn }),
    throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
    features: ["UsagePlans"],
    apiKeyVersion: "4",
  };
}
