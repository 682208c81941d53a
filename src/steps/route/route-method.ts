import { DeleteMethodCommand, GetMethodCommand, PutMethodCommand, type Method } from "@aws-sdk/client-api-gateway";
import type { Context } from "../../engine/context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { Found, RouteIds, SeenMethod } from "../../engine/found.ts";
import { unless } from "../../aws/faults.ts";
import { removeEmptyResources } from "../ours/resources.ts";

/** Where a method is. */
export interface At {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

/** A method as it should be. A member that is undefined was not asked. */
export interface WantedMethod {
  /** Our mark. */
  readonly operationName: string;
  readonly authorization: string;
  readonly apiKey: boolean | undefined;
  /** "" for none. */
  readonly validatorId: string | undefined;
  /** By content type. */
  readonly models: Readonly<Record<string, string>> | undefined;
  /** Header names that each status may carry. */
  readonly responses: Readonly<Record<string, readonly string[]>>;
}

export async function findMethod(ctx: Context, at: At): Promise<SeenMethod | undefined> {
  const seen = await unless(["NotFoundException"], () => ctx.clients.apigateway.send(new GetMethodCommand({ ...at })));
  return seen && methodOf(seen);
}

/** Puts the method without its responses; one that is there already is left as it is. */
export async function putMethod(ctx: Context, at: At, wanted: WantedMethod): Promise<SeenMethod> {
  const command = new PutMethodCommand({
    ...at,
    authorizationType: wanted.authorization,
    apiKeyRequired: wanted.apiKey ?? false,
    operationName: wanted.operationName,
    ...(wanted.validatorId && { requestValidatorId: wanted.validatorId }),
    ...(wanted.models !== undefined && { requestModels: { ...wanted.models } }),
  });
  const made = await unless(["ConflictException"], () => ctx.clients.apigateway.send(command));
  return methodOf(made ?? (await ctx.clients.apigateway.send(new GetMethodCommand({ ...at }))));
}

/** `ours`: whether it is one of ours, and so to bear our mark. */
export function methodDrift(wanted: WantedMethod, seen: SeenMethod, ours = true): readonly Drift[] {
  const drift: Drift[] = [];
  if (ours && seen.operationName !== wanted.operationName)
    drift.push({ field: "operation name", wanted: wanted.operationName, actual: seen.operationName });
  if (seen.authorization !== wanted.authorization)
    drift.push({ field: "auth", wanted: wanted.authorization, actual: seen.authorization });
  if (wanted.apiKey !== undefined && seen.apiKeyRequired !== wanted.apiKey)
    drift.push({ field: "api-key", wanted: wanted.apiKey, actual: seen.apiKeyRequired });
  if (wanted.validatorId !== undefined && seen.validatorId !== wanted.validatorId)
    drift.push({ field: "request validator", wanted: wanted.validatorId, actual: seen.validatorId });
  if (wanted.models !== undefined && !same(wanted.models, seen.models))
    drift.push({ field: "request models", wanted: wanted.models, actual: seen.models });
  for (const [status, headers] of Object.entries(wanted.responses)) {
    const declared = seen.responses[status];
    if (declared === undefined)
      drift.push({ field: `method response ${status}`, wanted: "declared", actual: "missing" });
    else if (headers.some((name) => !declared.includes(name)))
      drift.push({ field: `method response ${status}`, wanted: headers.join(" "), actual: declared.join(" ") });
  }
  return drift;
}

/** Takes a method away, and its resource when nothing is left on it: all of the path in an API of ours, else what was made for it. */
export async function removeRoute(
  ctx: Context,
  { ids, ours }: Pick<Found["api"], "ids" | "ours">,
  { resourceId, httpMethod, madeResources = 0 }: RouteIds,
): Promise<void> {
  await removeMethod(ctx, { restApiId: ids.id, resourceId, httpMethod });
  await removeEmptyResources(ctx, ids, resourceId, ours ? Infinity : madeResources);
}

export async function removeMethod(ctx: Context, at: At): Promise<void> {
  await unless(["NotFoundException"], () => ctx.clients.apigateway.send(new DeleteMethodCommand({ ...at })));
}

function methodOf(seen: Method): SeenMethod {
  const headers = (parameters: Readonly<Record<string, boolean>> | undefined): readonly string[] =>
    Object.keys(parameters ?? {}).map((name) => name.replace(/^method\.response\.header\./, ""));
  return {
    operationName: seen.operationName ?? "",
    authorization: seen.authorizationType ?? "NONE",
    apiKeyRequired: seen.apiKeyRequired ?? false,
    validatorId: seen.requestValidatorId ?? "",
    models: seen.requestModels ?? {},
    responses: Object.fromEntries(
      Object.entries(seen.methodResponses ?? {}).map(([status, one]) => [status, headers(one.responseParameters)]),
    ),
  };
}

function same(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
