import {
  DeleteMethodResponseCommand,
  PutMethodResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
  type PatchOperation,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../../aws/faults.ts";
import { instead } from "../../../aws/unless-unsupported.ts";
import type { Context } from "../../context.ts";
import type { RouteMethod } from "../../../mapping/route.ts";
import { inTurn } from "./in-turn.ts";
import { findIntegration, repairIntegration } from "./route-integration.ts";
import { putMethod, removeMethod, type At } from "./route-method.ts";

/** Changes a method and its responses where they are not as wanted. */
export async function repairMethod(ctx: Context, at: At, wanted: RouteMethod, seen: RouteMethod): Promise<void> {
  const patchOperations = methodPatch(wanted, seen);
  const declared = patchOperations.length === 0 ? seen.responses : await change(ctx, at, wanted, seen, patchOperations);
  await declareAll(ctx, at, wanted.responses, declared);
}

/** Changes the method itself; returns the responses that it has then. */
async function change(
  ctx: Context,
  at: At,
  now: RouteMethod,
  seen: RouteMethod,
  patchOperations: PatchOperation[],
): Promise<RouteMethod["responses"]> {
  const command = new UpdateMethodCommand({ ...at, patchOperations });
  const patch = async () => {
    await ctx.clients.apigateway.send(command);
    return seen.responses;
  };
  return instead(ctx, patch, () => putAnew(ctx, at, now));
}

/** Replaces the method, at an endpoint that does not change methods, and keeps its integration. */
async function putAnew(ctx: Context, at: At, now: RouteMethod): Promise<RouteMethod["responses"]> {
  const integration = await findIntegration(ctx, at);
  await removeMethod(ctx, at);
  await putMethod(ctx, at, now);
  await declareAll(ctx, at, now.responses, {});
  if (integration !== undefined) await repairIntegration(ctx, at, integration, undefined);
  return now.responses;
}

function methodPatch(now: RouteMethod, seen: RouteMethod): PatchOperation[] {
  const operations: PatchOperation[] = [];
  const replace = (path: string, value: string): void => void operations.push({ op: "replace", path, value });
  if (seen.operationName !== now.operationName) replace("/operationName", now.operationName);
  if (seen.authorization !== now.authorization) replace("/authorizationType", now.authorization);
  if (seen.apiKeyRequired !== now.apiKeyRequired) replace("/apiKeyRequired", String(now.apiKeyRequired));
  if (seen.validatorId !== now.validatorId) replace("/requestValidatorId", now.validatorId);
  for (const type of Object.keys(seen.models).filter((one) => now.models[one] === undefined))
    operations.push({ op: "remove", path: `/requestModels/${escaped(type)}` });
  for (const [type, name] of Object.entries(now.models))
    if (seen.models[type] !== name)
      operations.push({
        op: seen.models[type] === undefined ? "add" : "replace",
        path: `/requestModels/${escaped(type)}`,
        value: name,
      });
  return operations;
}

async function declareAll(
  ctx: Context,
  at: At,
  wanted: RouteMethod["responses"],
  declared: RouteMethod["responses"],
): Promise<void> {
  const each = Object.entries(wanted);
  await inTurn(
    ctx,
    each.map(
      ([status, headers]) =>
        () =>
          declare(ctx, at, status, headers, declared[status]),
    ),
  );
}

/** `declared`: the headers that the status may carry now; undefined for a status that is not declared. */
async function declare(
  ctx: Context,
  at: At,
  statusCode: string,
  headers: readonly string[],
  declared: readonly string[] | undefined,
): Promise<void> {
  if (declared === undefined) return putResponse(ctx, at, statusCode, headers);
  const missing = headers.filter((name) => !declared.includes(name));
  if (missing.length === 0) return;
  const patchOperations = missing.map((name) => ({
    op: "add" as const,
    path: `/responseParameters/${parameter(name)}`,
    value: "false",
  }));
  const command = new UpdateMethodResponseCommand({ ...at, statusCode, patchOperations });
  await instead<unknown>(
    ctx,
    () => ctx.clients.apigateway.send(command),
    async () => {
      await ctx.clients.apigateway.send(new DeleteMethodResponseCommand({ ...at, statusCode }));
      await putResponse(ctx, at, statusCode, [...declared, ...missing]);
    },
  );
}

async function putResponse(ctx: Context, at: At, statusCode: string, headers: readonly string[]): Promise<void> {
  const command = new PutMethodResponseCommand({ ...at, statusCode, ...declaration(headers) });
  await unless(["ConflictException"], () => ctx.clients.apigateway.send(command));
}

/** What is declared of a status that may carry these headers. */
export function declaration(headers: readonly string[]) {
  const responseParameters = Object.fromEntries(headers.map((name) => [parameter(name), false]));
  return { responseModels: { "application/json": "Empty" }, ...(headers.length > 0 && { responseParameters }) };
}

function parameter(header: string): string {
  return `method.response.header.${header}`;
}

function escaped(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}
