import {
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  type Integration,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../../engine/context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { FoundResponse, SeenIntegration } from "../../engine/found.ts";
import { unless } from "../../aws/faults.ts";
import { inTurn } from "./in-turn.ts";
import type { At } from "./route-method.ts";

const missing = ["NotFoundException"];

/** Milliseconds that API Gateway gives an integration, unless it is told otherwise. */
const usualTimeout = 29_000;

export async function findIntegration(ctx: Context, at: At): Promise<SeenIntegration | undefined> {
  const seen = await unless(missing, () => ctx.clients.apigateway.send(new GetIntegrationCommand({ ...at })));
  // Some emulators give nothing, instead of NotFoundException, for a method without one.
  return seen?.type === undefined ? undefined : integrationOf(seen);
}

/** Puts the integration without its responses. */
export async function putIntegration(ctx: Context, at: At, wanted: SeenIntegration): Promise<SeenIntegration> {
  const command = new PutIntegrationCommand({
    ...at,
    type: wanted.type as "AWS" | "MOCK",
    ...(wanted.httpMethod !== "" && { integrationHttpMethod: wanted.httpMethod }),
    ...(wanted.uri !== "" && { uri: wanted.uri }),
    ...(wanted.credentials !== undefined && { credentials: wanted.credentials }),
    requestParameters: { ...wanted.requestParameters },
    requestTemplates: { ...wanted.requestTemplates },
    passthroughBehavior: wanted.passthrough,
    ...(wanted.contentHandling !== "" && { contentHandling: wanted.contentHandling as "CONVERT_TO_TEXT" }),
  });
  return integrationOf(await ctx.clients.apigateway.send(command));
}

export function integrationDrift(wanted: SeenIntegration, seen: SeenIntegration): readonly Drift[] {
  const drift: Drift[] = [];
  const compare = (field: string, asked: unknown, actual: unknown): void => {
    if (JSON.stringify(sorted(asked)) !== JSON.stringify(sorted(actual))) drift.push({ field, wanted: asked, actual });
  };
  compare("type", wanted.type, seen.type);
  // API Gateway keeps none for a MOCK, and some emulators one.
  if (wanted.httpMethod !== "") compare("http method", wanted.httpMethod, seen.httpMethod);
  compare("uri", wanted.uri, seen.uri);
  compare("credentials", wanted.credentials ?? "", seen.credentials ?? "");
  compare("passthrough", wanted.passthrough, seen.passthrough);
  compare("content handling", wanted.contentHandling, seen.contentHandling);
  if (seen.timeout !== undefined) compare("timeout", usualTimeout, seen.timeout);
  compare("request parameters", wanted.requestParameters, seen.requestParameters);
  compare("request template", wanted.requestTemplates, seen.requestTemplates);
  for (const status of new Set([...Object.keys(wanted.responses), ...Object.keys(seen.responses)]))
    compare(`integration response ${status}`, wanted.responses[status] ?? "", seen.responses[status] ?? "");
  return drift;
}

export async function repairIntegration(
  ctx: Context,
  at: At,
  wanted: SeenIntegration,
  drift: readonly Drift[],
  seen: SeenIntegration | undefined,
): Promise<SeenIntegration> {
  const whole = drift.some(({ field }) => !field.startsWith("integration response"));
  // Putting an integration anew may drop its responses: then all of them are put again.
  if (whole) await putIntegration(ctx, at, wanted);
  const differs = (status: string): boolean =>
    whole || drift.some(({ field }) => field === `integration response ${status}`);
  const puts = Object.entries(wanted.responses).filter(([status]) => differs(status));
  const extra = Object.keys(seen?.responses ?? {}).filter((status) => wanted.responses[status] === undefined);
  const remove = (statusCode: string): Promise<unknown> => {
    const command = new DeleteIntegrationResponseCommand({ ...at, statusCode });
    return unless(missing, () => ctx.clients.apigateway.send(command));
  };
  await inTurn(ctx, [
    ...puts.map(
      ([status, one]) =>
        () =>
          putResponse(ctx, at, status, one),
    ),
    ...extra.map((status) => () => remove(status)),
  ]);
  return wanted;
}

function putResponse(ctx: Context, at: At, statusCode: string, one: FoundResponse): Promise<unknown> {
  const command = new PutIntegrationResponseCommand({
    ...at,
    statusCode,
    // An empty pattern is the default; AWS keeps it as none.
    ...(one.selectionPattern !== "" && { selectionPattern: one.selectionPattern }),
    responseParameters: { ...one.headers },
    ...(one.contentHandling !== "" && { contentHandling: one.contentHandling as "CONVERT_TO_TEXT" }),
    responseTemplates: { ...one.templates },
  });
  return ctx.clients.apigateway.send(command);
}

function integrationOf(seen: Integration): SeenIntegration {
  const response = (one: NonNullable<Integration["integrationResponses"]>[string]): FoundResponse => ({
    selectionPattern: one.selectionPattern ?? "",
    headers: one.responseParameters ?? {},
    contentHandling: one.contentHandling ?? "",
    templates: texts(one.responseTemplates),
  });
  return {
    type: seen.type ?? "",
    httpMethod: seen.httpMethod ?? "",
    uri: seen.uri ?? "",
    credentials: seen.credentials,
    passthrough: seen.passthroughBehavior ?? "",
    contentHandling: seen.contentHandling ?? "",
    ...(seen.timeoutInMillis !== undefined &&
      seen.timeoutInMillis !== usualTimeout && { timeout: seen.timeoutInMillis }),
    requestParameters: seen.requestParameters ?? {},
    requestTemplates: texts(seen.requestTemplates),
    responses: Object.fromEntries(
      Object.entries(seen.integrationResponses ?? {}).map(([status, one]) => [status, response(one)]),
    ),
  };
}

/** API Gateway gives an empty template back as null. */
function texts(templates: Readonly<Record<string, string | null>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(templates ?? {}).map(([type, text]) => [type, text ?? ""]));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
