import { GetRestApiCommand, UpdateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import { allowedCidrs } from "../policy/allowed-cidrs.ts";
import { allowPolicy, readAllowPolicy, samePolicy, unescapePolicy, type Callers, type Policy } from "../policies.ts";
import { texts, type Shaped } from "../../engine/step/check.ts";
import type { Context } from "../context.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import type { Drift } from "../../engine/errors.ts";
import { openCalls } from "./open-calls.ts";
import { need } from "../../engine/need.ts";
import { api } from "../api/api.ts";

const accessIds = { allow: texts };

export interface AccessFound extends FoundFacts {
  readonly ids: Shaped<typeof accessIds>;
  /** The resource policy as JSON text. */
  readonly facts: { readonly policy: string };
}

/** The resource policy: which addresses may call. It takes effect with the next deployment only. */
export const access = defineStep({
  name: "access",
  command: "allow-ips",
  noun: "resource policy",
  after: ["api"],
  within: "api",
  ids: accessIds,
  actions: ["apigateway:GET", "apigateway:PATCH", "apigateway:UpdateRestApiPolicy"],

  title: ({ config }) => {
    const count = config.allowIps?.length ?? 0;
    return count === 0 ? "Resource policy" : `Resource policy for ${count} address ${count === 1 ? "range" : "ranges"}`;
  },

  asked: ({ config }) => (config.allowIps === undefined ? undefined : config.allowIps.length > 0),

  wanted: (ctx, { facts }) => ({ policy: wantedPolicy(ctx, facts.policy) }),

  async find(ctx: Context): Promise<AccessFound | undefined> {
    const { ids, ours } = need(ctx, api);
    const seen = await unless(["NotFoundException"], () =>
      ctx.clients.apigateway.send(new GetRestApiCommand({ restApiId: ids.id })),
    );
    if (seen?.policy === undefined || seen.policy === "") return undefined;
    const policy = unescapePolicy(seen.policy);
    return { ids: { allow: allowedCidrs(policy) ?? [] }, ours, facts: { policy } };
  },

  create: (ctx) => write(ctx, ""),

  compare: { policy: difference },

  change: { policy: ({ facts }, ctx) => write(ctx, facts.policy) },

  remove: (_found, ctx) => patch(ctx, ""),
});

/** Where a policy is not as wanted, in words: other addresses, or other callers. */
function difference(wanted: string, actual: string, ctx: Context): boolean | readonly Drift[] {
  const { id } = need(ctx, api).ids;
  if (samePolicy(actual, wanted, id)) return true;
  const callers = callersIn(ctx, actual);
  const allow = ctx.config.allowIps ?? [];
  const seen = readAllowPolicy(actual, id);
  if (seen !== undefined && samePolicy(actual, JSON.stringify(allowPolicy(allow, seen.callers)), id))
    return [{ field: "resource policy", wanted: describe(callers), actual: describe(seen.callers) }];
  const list = (cidrs: readonly string[] | undefined): string => (cidrs ?? ["another policy"]).join(" ");
  return [{ field: "allow-ips", wanted: list(allow), actual: list(seen?.cidrs ?? allowedCidrs(actual)) }];
}

function wantedPolicy(ctx: Context, seen: string): string {
  return JSON.stringify(accessPolicy(ctx, seen));
}

/** The policy that is wanted, beside the one that is there, as JSON text. */
export function accessPolicy(ctx: Pick<Context, "config">, seen = ""): Policy {
  return allowPolicy(ctx.config.allowIps ?? [], callersIn(ctx, seen));
}

/** `seen` is the policy that is there: it tells whether browsers call when the settings do not. */
function callersIn({ config }: Pick<Context, "config">, seen: string): Callers {
  const signed = config.auth === "AWS_IAM";
  const before = readAllowPolicy(seen)?.callers;
  const preflight = config.cors === undefined ? before?.preflight : config.cors.length > 0;
  return { signed, preflight: signed && preflight === true, open: signed ? openCalls(config, before?.open) : [] };
}

function describe({ signed, preflight, open = [] }: Callers): string {
  if (!signed) return "anybody may call from there, whatever IAM says";
  const unsigned = [...(preflight ? ["OPTIONS"] : []), ...open];
  return `IAM decides who may call from there${unsigned.length === 0 ? "" : `, but for ${unsigned.join(", ")}`}`;
}

async function write(ctx: Context, seen: string): Promise<AccessFound> {
  const policy = wantedPolicy(ctx, seen);
  await patch(ctx, policy);
  return { ids: { allow: ctx.config.allowIps ?? [] }, ours: need(ctx, api).ours, facts: { policy } };
}

async function patch(ctx: Context, value: string): Promise<void> {
  const patchOperations = [{ op: "replace" as const, path: "/policy", value }];
  const command = new UpdateRestApiCommand({ restApiId: need(ctx, api).ids.id, patchOperations });
  await ctx.clients.apigateway.send(command);
}
