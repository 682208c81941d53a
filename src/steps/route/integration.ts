import { DeleteIntegrationCommand } from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import { text } from "../../engine/step/check.ts";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import { need } from "../../engine/need.ts";
import type { Found } from "../../engine/step/found.ts";
import type { Step } from "../../engine/step/step.ts";
import { eventRoute } from "../../mapping/event-route.ts";
import type { Secrets } from "../../mapping/handshake/secrets.ts";
import type { RouteIntegration } from "../../mapping/route.ts";
import { api } from "../api/api.ts";
import { role } from "../role/role.ts";
import { method } from "./method.ts";
import { findIntegration, integrationDrift, putIntegration, repairIntegration } from "./calls/route-integration.ts";
import type { At } from "./calls/route-method.ts";
import { refuseForgotten, secretsOf } from "./secrets.ts";
import { surroundings } from "./surroundings.ts";

/** The integration that is there. */
export interface FoundIntegration extends Found {
  readonly ids: { readonly uri: string };
  readonly facts: { readonly integration: RouteIntegration };
}

/** The AWS service integration: the request as a PutRecord call, and Kinesis' answers as honest statuses. */
export const integration: Step<"integration", FoundIntegration, Context> = defineStep({
  name: "integration",
  command: "put-integration",
  noun: "integration",
  after: ["method", "role"],
  within: "api",
  actions: ["apigateway:GET", "apigateway:PUT", "apigateway:DELETE", "iam:PassRole"],
  ids: { uri: text },

  title: ({ config }) => `Integration with kinesis:PutRecord into ${config.streamName}`,

  wanted: (ctx: Context, { facts }: FoundIntegration) => ({ integration: wanted(ctx, facts.integration) }),

  compare: { integration: integrationDrift },

  async find(ctx: Context): Promise<FoundIntegration | undefined> {
    if (ctx.known.get(method) === undefined) return undefined;
    const seen = await findIntegration(ctx, at(ctx));
    return seen && found(ctx, seen);
  },

  async create(ctx) {
    refuseForgotten("put", ctx.config, secrets(ctx, undefined));
    return found(ctx, await putIntegration(ctx, at(ctx), wanted(ctx, undefined)));
  },

  change: {
    async integration({ facts }, ctx) {
      refuseForgotten("put", ctx.config, secrets(ctx, facts.integration));
      const now = wanted(ctx, facts.integration);
      await repairIntegration(ctx, at(ctx), now, facts.integration);
      return found(ctx, now);
    },
  },

  async remove(_found, ctx) {
    const command = new DeleteIntegrationCommand({ ...at(ctx) });
    await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
  },
});

/** The token of handshakes as the event route compares it: the other routes know it, too. */
export function tokenThere({ known }: Context): Secrets {
  return secretsOf(known.get(integration)?.facts.integration);
}

function at(ctx: Context): At {
  const { httpMethod, resourceId } = need(ctx, method).ids;
  return { restApiId: need(ctx, api).ids.id, resourceId, httpMethod };
}

/** `seen` is the one that is there. */
function wanted(ctx: Context, seen: RouteIntegration | undefined): RouteIntegration {
  return eventRoute(ctx.config, surroundings(ctx, need(ctx, role).ids.arn, secrets(ctx, seen))).integration;
}

function secrets(ctx: Context, seen: RouteIntegration | undefined): Secrets {
  return { ...ctx.known.get(method)?.kept, ...secretsOf(seen) };
}

function found(ctx: Context, seen: RouteIntegration): FoundIntegration {
  return { ids: { uri: seen.uri }, ours: need(ctx, method).ours, facts: { integration: seen } };
}
