import { DeleteMethodCommand, GetMethodCommand, PutMethodCommand, type Method } from "@aws-sdk/client-api-gateway";
import { unless } from "../../../aws/faults.ts";
import type { Context } from "../../context.ts";
import type { Drift } from "../../../engine/errors.ts";
import { sameValue } from "../../../engine/same-json.ts";
import type { RouteMethod } from "../../../mapping/route.ts";

/** Where a method is. */
export interface At {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

/** The method that is there; undefined for none. */
export async function findMethod(ctx: Context, at: At): Promise<RouteMethod | undefined> {
  const seen = await unless(["NotFoundException"], () => ctx.clients.apigateway.send(new GetMethodCommand({ ...at })));
  return seen && methodOf(seen);
}

/** Puts the method without its responses; one that is there already is left as it is. */
export async function putMethod(ctx: Context, at: At, wanted: RouteMethod): Promise<RouteMethod> {
  const command = new PutMethodCommand({
    ...at,
    authorizationType: wanted.authorization,
    apiKeyRequired: wanted.apiKeyRequired,
    operationName: wanted.operationName,
    ...(wanted.validatorId !== "" && { requestValidatorId: wanted.validatorId }),
    ...(Object.keys(wanted.models).length > 0 && { requestModels: { ...wanted.models } }),
  });
  const made = await unless(["ConflictException"], () => ctx.clients.apigateway.send(command));
  return methodOf(made ?? (await ctx.clients.apigateway.send(new GetMethodCommand({ ...at }))));
}

/** Where a method is not as wanted. */
export function methodDrift(wanted: RouteMethod, seen: RouteMethod): readonly Drift[] {
  const drift: Drift[] = [];
  const compare = (field: string, asked: unknown, actual: unknown): void => {
    if (!sameValue(asked, actual)) drift.push({ field, wanted: asked, actual });
  };
  compare("operation name", wanted.operationName, seen.operationName);
  compare("auth", wanted.authorization, seen.authorization);
  compare("api-key", wanted.apiKeyRequired, seen.apiKeyRequired);
  compare("request validator", wanted.validatorId, seen.validatorId);
  compare("request models", wanted.models, seen.models);
  for (const [status, headers] of Object.entries(wanted.responses)) {
    const field = `method response ${status}`;
    const declared = seen.responses[status];
    if (declared === undefined) drift.push({ field, wanted: "declared", actual: "missing" });
    else compare(field, headers.join(" "), declared.join(" "));
  }
  return drift;
}

/** Removes a method; one that is not there is fine. */
export async function removeMethod(ctx: Context, at: At): Promise<void> {
  await unless(["NotFoundException"], () => ctx.clients.apigateway.send(new DeleteMethodCommand({ ...at })));
}

function methodOf(seen: Method): RouteMethod {
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
