import {
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  type Integration,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../../aws/faults.ts";
import type { Context } from "../../context.ts";
import type { Drift } from "../../../engine/errors.ts";
import { sameValue } from "../../../engine/same-json.ts";
import { USUAL_TIMEOUT, type IntegrationResponse, type RouteIntegration } from "../../../mapping/route.ts";
import { masked } from "../../../mapping/handshake/secrets.ts";
import { inTurn } from "./in-turn.ts";
import type { At } from "./route-method.ts";

const missing = ["NotFoundException"];
const passthroughs = ["NEVER", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES"] as const;

/** The integration that is there; undefined for none. */
export async function findIntegration(ctx: Context, at: At): Promise<RouteIntegration | undefined> {
  const seen = await unless(missing, () => ctx.clients.apigateway.send(new GetIntegrationCommand({ ...at })));
  // Some emulators give nothing, instead of NotFoundException, for a method without one.
  return seen?.type === undefined ? undefined : integrationOf(seen);
}

/** Puts the integration without its responses. */
export async function putIntegration(ctx: Context, at: At, wanted: RouteIntegration): Promise<RouteIntegration> {
  const command = new PutIntegrationCommand({
    ...at,
    type: wanted.type || undefined,
    ...(wanted.httpMethod !== "" && { integrationHttpMethod: wanted.httpMethod }),
    ...(wanted.uri !== "" && { uri: wanted.uri }),
    ...(wanted.credentials !== "" && { credentials: wanted.credentials }),
    requestParameters: { ...wanted.requestParameters },
    requestTemplates: { ...wanted.requestTemplates },
    passthroughBehavior: wanted.passthrough,
    ...(wanted.contentHandling !== "" && { contentHandling: wanted.contentHandling }),
  });
  return integrationOf(await ctx.clients.apigateway.send(command));
}

/** Where an integration is not as wanted; of one that is not wanted, nothing is said. */
export function integrationDrift(
  wanted: RouteIntegration | undefined,
  seen: RouteIntegration | undefined,
): readonly Drift[] {
  if (wanted === undefined) return [];
  if (seen === undefined) return [{ field: "integration", wanted: "there", actual: "missing" }];
  const drift: Drift[] = [];
  const compare = (field: string, asked: unknown, actual: unknown): void => {
    if (!sameValue(asked, actual)) drift.push({ field, ...shown(asked, actual) });
  };
  compare("type", wanted.type, seen.type);
  // API Gateway keeps none for a MOCK, and some emulators one.
  if (wanted.httpMethod !== "") compare("http method", wanted.httpMethod, seen.httpMethod);
  compare("uri", wanted.uri, seen.uri);
  compare("credentials", wanted.credentials, seen.credentials);
  compare("passthrough", wanted.passthrough, seen.passthrough);
  compare("content handling", wanted.contentHandling, seen.contentHandling);
  compare("timeout", wanted.timeout, seen.timeout);
  compare("request parameters", wanted.requestParameters, seen.requestParameters);
  compare("request template", wanted.requestTemplates, seen.requestTemplates);
  for (const status of new Set([...Object.keys(wanted.responses), ...Object.keys(seen.responses)]))
    compare(`integration response ${status}`, wanted.responses[status] ?? "", seen.responses[status] ?? "");
  return drift;
}

/** Both values without the secrets in them. */
function shown(wanted: unknown, actual: unknown): Pick<Drift, "wanted" | "actual"> {
  const open = (value: unknown): unknown => {
    const text = JSON.stringify(value) ?? "";
    return masked(text) === text ? value : (JSON.parse(masked(text)) as unknown);
  };
  if (sameValue(open(wanted), open(actual))) return { wanted: "another secret", actual: "a secret" };
  return { wanted: open(wanted), actual: open(actual) };
}

/** Puts an integration and its responses, or changes what is not as wanted of one that is there. */
export async function repairIntegration(
  ctx: Context,
  at: At,
  wanted: RouteIntegration,
  existing: RouteIntegration | undefined,
): Promise<void> {
  const seen = existing ?? (await putIntegration(ctx, at, wanted));
  const drift = integrationDrift(wanted, seen).map(({ field }) => field);
  const response = (status: string): string => `integration response ${status}`;
  // Putting an integration anew may drop its responses: then all of them are put again.
  const anew = drift.some((field) => !field.startsWith("integration response"));
  if (anew) await putIntegration(ctx, at, wanted);
  const puts = Object.entries(wanted.responses).filter(([status]) => anew || drift.includes(response(status)));
  const extra = Object.keys(seen.responses).filter((status) => wanted.responses[status] === undefined);
  await inTurn(ctx, [
    ...puts.map(([status, one]) => {
      return () => putResponse(ctx, at, status, one);
    }),
    ...extra.map((status) => () => removeResponse(ctx, at, status)),
  ]);
}

async function removeResponse(ctx: Context, at: At, statusCode: string): Promise<void> {
  const command = new DeleteIntegrationResponseCommand({ ...at, statusCode });
  await unless(missing, () => ctx.clients.apigateway.send(command));
}

function putResponse(ctx: Context, at: At, statusCode: string, one: IntegrationResponse): Promise<unknown> {
  const command = new PutIntegrationResponseCommand({
    ...at,
    statusCode,
    // An empty pattern is the default; AWS keeps it as none.
    ...(one.selectionPattern !== "" && { selectionPattern: one.selectionPattern }),
    responseParameters: { ...one.headers },
    ...(one.contentHandling !== "" && { contentHandling: one.contentHandling }),
    responseTemplates: { ...one.templates },
  });
  return ctx.clients.apigateway.send(command);
}

function integrationOf(seen: Integration): RouteIntegration {
  const response = (one: NonNullable<Integration["integrationResponses"]>[string]): IntegrationResponse => ({
    selectionPattern: one.selectionPattern ?? "",
    headers: one.responseParameters ?? {},
    contentHandling: one.contentHandling ?? "",
    templates: texts(one.responseTemplates),
  });
  return {
    type: seen.type ?? "",
    httpMethod: seen.httpMethod ?? "",
    uri: seen.uri ?? "",
    credentials: seen.credentials ?? "",
    passthrough: passthroughs.find((one) => one === seen.passthroughBehavior) ?? "",
    contentHandling: seen.contentHandling ?? "",
    // Some emulators do not tell it.
    timeout: seen.timeoutInMillis ?? USUAL_TIMEOUT,
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
