import { createHash } from "node:crypto";
import {
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetRestApiCommand,
  type Method,
  type Resource,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";
import { unlessUnsupported } from "../../aws/unless-unsupported.ts";
import { canonicalPolicy, unescapePolicy } from "../policies.ts";
import { isRouteMark } from "../../mapping/route-mark.ts";
import { allResources } from "../ours/all-resources.ts";

/** A hash of all that a deployment freezes, as AWS reads it back, also of members that no `Route` has and that others may have set: the
 * methods with their integrations (in an API that is not ours, those on the paths of our routes), the policy, binary media types,
 * gateway responses and models. `lies`: gateway responses that answer with success. `policy`: the resource policy as JSON text, ""
 * for none. */
export async function fingerprint(
  ctx: Context,
  { ids, ours }: { readonly ids: { readonly id: string }; readonly ours: boolean },
): Promise<{ readonly hash: string; readonly lies: readonly string[]; readonly policy: string }> {
  const restApiId = ids.id;
  const { apigateway } = ctx.clients;
  const [definition, resources, answers, models] = await Promise.all([
    apigateway.send(new GetRestApiCommand({ restApiId })),
    allResources(ctx, restApiId),
    unlessUnsupported(ctx, () => apigateway.send(new GetGatewayResponsesCommand({ restApiId }))),
    unlessUnsupported(ctx, () => apigateway.send(new GetModelsCommand({ restApiId, limit: 500 }))),
  ]);
  const paths = new Set([ctx.config.path, ctx.config.batchPath]);
  const isFrozen = ({ path, resourceMethods }: Resource): boolean =>
    resourceMethods !== undefined && (ours || paths.has(path) || holdsRoute(ctx, resourceMethods));
  const methods = resources.filter(isFrozen).map(({ path, resourceMethods }) => [path, resourceMethods]);
  const policy = unescapePolicy(definition.policy ?? "");
  const { binaryMediaTypes } = definition;
  const frozen = canonical({
    policy: policy === "" ? undefined : canonicalPolicy(policy, restApiId),
    binaryMediaTypes,
    methods: Object.fromEntries(methods),
    answers: (answers?.items ?? []).filter(({ defaultResponse }) => defaultResponse !== true),
    models: (models?.items ?? []).map(({ name, schema }) => [name, schema]),
  });
  const hash = createHash("sha256").update(JSON.stringify(frozen)).digest("hex").slice(0, 32);
  const lies = (answers?.items ?? []).filter(({ statusCode }) => statusCode?.startsWith("2"));
  return { hash, policy, lies: lies.map(({ responseType, statusCode }) => `${responseType} ${statusCode}`) };
}

/** Is one of our routes among these methods? */
function holdsRoute({ config }: Context, methods: Readonly<Record<string, Method>>): boolean {
  return Object.values(methods).some(({ operationName }) => isRouteMark(config.name, operationName));
}

/** Sorts members and lists, which AWS gives in any order, and drops empty members. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => canonical(one)).sort(byText);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, canonical(inner)] as const)
    .filter(([, inner]) => inner !== undefined && inner !== null && inner !== "" && !empty(inner))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries);
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function empty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
