import { GetRestApiCommand, UpdateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { unless } from "../aws/faults.ts";
import { allowedCidrs, allowPolicy, samePolicy, unescapePolicy } from "../aws/policies.ts";
import type { Context } from "../core/context.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { api } from "./api.ts";

/** The resource policy: which addresses may call. It takes effect with the next deployment only. */
export const access: Step<"access"> = {
  name: "access",
  command: "allow-ips",
  noun: "resource policy",
  after: ["api"],
  within: "api",
  actions: ["apigateway:GET", "apigateway:PATCH", "apigateway:UpdateRestApiPolicy"],

  title: ({ config }) => {
    const count = config.allow?.length ?? 0;
    return count === 0 ? "Resource policy" : `Resource policy for ${count} address ${count === 1 ? "range" : "ranges"}`;
  },

  wanted: ({ config }) => (config.allow === undefined ? undefined : config.allow.length > 0),

  async find(ctx) {
    const { ids, ours } = need(ctx, api);
    const seen = await unless(["NotFoundException"], () =>
      ctx.clients.apigateway.send(new GetRestApiCommand({ restApiId: ids.id })),
    );
    if (seen?.policy === undefined || seen.policy === "") return undefined;
    const policy = unescapePolicy(seen.policy);
    return { ids: { allow: allowedCidrs(policy) ?? [] }, ours, policy };
  },

  async create(ctx) {
    return write(ctx);
  },

  verify(found, ctx) {
    const wanted = JSON.stringify(allowPolicy(ctx.config.allow ?? []));
    if (samePolicy(found.policy, wanted, need(ctx, api).ids.id)) return [];
    const list = (cidrs: readonly string[] | undefined): string => (cidrs ?? ["another policy"]).join(" ");
    return [{ field: "allow-ips", wanted: list(ctx.config.allow), actual: list(allowedCidrs(found.policy)) }];
  },

  async repair(_found, _drift, ctx) {
    return write(ctx);
  },

  async remove(_found, ctx) {
    await patch(ctx, "");
  },
};

async function write(ctx: Context) {
  const allow = ctx.config.allow ?? [];
  const policy = JSON.stringify(allowPolicy(allow));
  await patch(ctx, policy);
  return { ids: { allow }, ours: need(ctx, api).ours, policy };
}

async function patch(ctx: Context, value: string): Promise<void> {
  const patchOperations = [{ op: "replace" as const, path: "/policy", value }];
  const command = new UpdateRestApiCommand({ restApiId: need(ctx, api).ids.id, patchOperations });
  await ctx.clients.apigateway.send(command);
}
