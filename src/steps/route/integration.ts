import { DeleteIntegrationCommand } from "@aws-sdk/client-api-gateway";
import { integrationUri } from "../../aws/arns.ts";
import { unless } from "../../aws/faults.ts";
import { findIntegration, integrationDrift, putIntegration, repairIntegration } from "./route-integration.ts";
import type { At } from "./route-method.ts";
import { text } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import type { Found, SeenIntegration } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { singleRoute } from "../../mapping/routes.ts";
import { api } from "../api/api.ts";
import { method } from "./method.ts";
import { role } from "../role/role.ts";

/** The AWS service integration: the request as a PutRecord call, and Kinesis' answers as honest statuses. */
export const integration: Step<"integration", Found["integration"], Context> = plainStep<
  "integration",
  Found["integration"],
  Context
>({
  name: "integration",
  command: "put-integration",
  noun: "integration",
  after: ["method", "role"],
  within: "api",
  ids: { uri: text },
  actions: ["apigateway:GET", "apigateway:PUT", "apigateway:DELETE", "iam:PassRole"],

  title: ({ config }) => `Integration with kinesis:PutRecord into ${config.streamName}`,

  async find(ctx) {
    if (ctx.known.get("method") === undefined) return undefined;
    const seen = await findIntegration(ctx, at(ctx));
    return seen && found(ctx, seen);
  },

  async create(ctx) {
    return found(ctx, await putIntegration(ctx, at(ctx), wanted(ctx)));
  },

  drift: (seen, ctx) => integrationDrift(wanted(ctx), seen),

  async mend(seen, drift, ctx) {
    return found(ctx, await repairIntegration(ctx, at(ctx), wanted(ctx), drift, seen));
  },

  async remove(_seen, ctx) {
    await unless(["NotFoundException"], () =>
      ctx.clients.apigateway.send(new DeleteIntegrationCommand({ ...at(ctx) })),
    );
  },
});

function at(ctx: Context): At {
  const { httpMethod, resourceId } = need(ctx, method).ids;
  return { restApiId: need(ctx, api).ids.id, resourceId, httpMethod };
}

function wanted(ctx: Context): SeenIntegration {
  const { config, identity } = ctx;
  return {
    ...singleRoute(config).integration,
    uri: integrationUri(identity.partition, config.region, "PutRecord"),
    credentials: need(ctx, role).ids.arn,
  };
}

function found(ctx: Context, seen: SeenIntegration): Found["integration"] {
  return { ids: { uri: seen.uri }, ours: need(ctx, method).ours, ...seen };
}
