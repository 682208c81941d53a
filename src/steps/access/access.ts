import { GetRestApiCommand, UpdateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import {
  allowedCidrs,
  allowPolicy,
  readAllowPolicy,
  samePolicy,
  unescapePolicy,
  type Callers,
} from "../../aws/policies.ts";
import { texts } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import type { Found } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { api } from "../api/api.ts";

/** The resource policy: which addresses may call. It takes effect with the next deployment only. */
export const access: Step<"access", Found["access"], Context> = plainStep<"access", Found["access"], Context>({
  name: "access",
  command: "allow-ips",
  noun: "resource policy",
  after: ["api"],
  within: "api",
  ids: { allow: texts },
  actions: ["apigateway:GET", "apigateway:PATCH", "apigateway:UpdateRestApiPolicy"],

  title: ({ config }) => {
    const count = config.allowIps?.length ?? 0;
    return count === 0 ? "Resource policy" : `Resource policy for ${count} address ${count === 1 ? "range" : "ranges"}`;
  },

  asked: ({ config }) => (config.allowIps === undefined ? undefined : config.allowIps.length > 0),

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

  drift({ policy }, ctx) {
    const { id } = need(ctx, api).ids;
    const callers = callersIn(ctx, policy);
    const allow = ctx.config.allowIps ?? [];
    if (samePolicy(policy, JSON.stringify(allowPolicy(allow, callers)), id)) return [];
    const seen = readAllowPolicy(policy, id);
    if (seen !== undefined && samePolicy(policy, JSON.stringify(allowPolicy(allow, seen.callers)), id))
      return [{ field: "resource policy", wanted: describe(callers), actual: describe(seen.callers) }];
    const list = (cidrs: readonly string[] | undefined): string => (cidrs ?? ["another policy"]).join(" ");
    return [{ field: "allow-ips", wanted: list(allow), actual: list(seen?.cidrs ?? allowedCidrs(policy)) }];
  },

  async mend({ policy }, _drift, ctx) {
    return write(ctx, policy);
  },

  async remove(_found, ctx) {
    await patch(ctx, "");
  },
});

/** `seen` is the policy that is there: where nobody said whether browsers call, it tells. */
function callersIn({ config }: Context, seen: string): Callers {
  const signed = config.auth === "AWS_IAM";
  const preflight = config.cors === undefined ? readAllowPolicy(seen)?.callers.preflight : config.cors.length > 0;
  return { signed, preflight: signed && preflight === true };
}

function describe({ signed, preflight }: Callers): string {
  if (!signed) return "anybody may call from there, whatever IAM says";
  return preflight ? "IAM decides who may call from there, but for OPTIONS" : "IAM decides who may call from there";
}

async function write(ctx: Context, seen = "") {
  const allow = ctx.config.allowIps ?? [];
  const policy = JSON.stringify(allowPolicy(allow, callersIn(ctx, seen)));
  await patch(ctx, policy);
  return { ids: { allow }, ours: need(ctx, api).ours, policy };
}

async function patch(ctx: Context, value: string): Promise<void> {
  const patchOperations = [{ op: "replace" as const, path: "/policy", value }];
  const command = new UpdateRestApiCommand({ restApiId: need(ctx, api).ids.id, patchOperations });
  await ctx.clients.apigateway.send(command);
}
