import type { DeployedIntegration, DeployedIntegrationResponse } from "../../account/deployed.ts";
import { memoize } from "../../memoize.ts";
import { compiled } from "../compiled.ts";
import type { Inbound } from "./integrate.ts";
import { members } from "./integration-request.ts";
import { mappings } from "./mapping.ts";
import type { Sources } from "./mapping.ts";
import { accepted, isBinary } from "../media-type.ts";
import { configurationError } from "../response/refusals.ts";
import { putHeader } from "./put-header.ts";
import { runTemplate } from "./template-run.ts";
import { madeIn } from "../../velocity/values/lazy-map.ts";
import { print } from "../../velocity/values/print.ts";

/** The result of the integration response, before the method response. */
export interface IntegrationAnswer {
  readonly inbound: Inbound;
  /** The integration response's status; the method has to declare it. */
  readonly declared: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** Chooses the integration response by the endpoint's status and applies its template, its header mapping and the template's
 * overrides. Throws API_CONFIGURATION_ERROR. */
export function integrationResponse(inbound: Inbound): IntegrationAnswer {
  const { outbound } = inbound;
  const { integration } = outbound.demanded.method;
  if (integration.type === "HTTP_PROXY") return proxied(inbound);
  const response = select(integration, String(inbound.status));
  if (response === undefined)
    throw configurationError(`No match for output mapping and no default output mapping configured`);
  const requestId = outbound.demanded.call.trail.integration?.requestId;
  if (requestId !== undefined) outbound.context.set("awsEndpointRequestId", requestId);
  const { contentType, body } = transform(inbound, response);
  const headers: Record<string, string> = { "Content-Type": contentType };
  mapHeaders(response, inbound, headers);
  const overridden = madeIn(outbound.context, "responseOverride");
  if (overridden instanceof Map) {
    for (const [name, value] of members(overridden.get("header") ?? null)) putHeader(headers, name, value);
  }
  const status = overriddenStatus(overridden) ?? Number(response.statusCode);
  return { inbound, declared: response.statusCode, status, headers, body };
}

function mapHeaders(
  { responseParameters }: DeployedIntegrationResponse,
  { outbound, headers: responseHeaders, body }: Inbound,
  headers: Record<string, string>,
): void {
  const targets = headerMappings(responseParameters);
  if (targets.length === 0) return;
  const sources: Sources = { ...outbound.sources, responseHeaders, responseBody: () => body.toString() };
  for (const { name, value } of targets) {
    const found = value(sources);
    if (found !== undefined) putHeader(headers, name, found);
  }
}

const headerMappings = compiled((parameters: DeployedIntegrationResponse["responseParameters"]) =>
  mappings(parameters, "method.response.header."),
);

const responsesIn = compiled((responses: DeployedIntegration["integrationResponses"]) => Object.values(responses));

/** The response whose selection pattern matches the status from its start, else the one without a pattern. */
function select(
  { integrationResponses }: DeployedIntegration,
  status: string,
): DeployedIntegrationResponse | undefined {
  let fallback: DeployedIntegrationResponse | undefined;
  for (const response of responsesIn(integrationResponses)) {
    const { selectionPattern = "" } = response;
    if (selectionPattern === "") fallback ??= response;
    else if (matches(selectionPattern, status)) return response;
  }
  return fallback;
}

function matches(pattern: string, status: string): boolean {
  const compiled = compile(pattern);
  if (compiled === null) throw configurationError(`Invalid selection pattern ${pattern}`);
  return compiled.test(status);
}

const compile = memoize(500, (pattern): RegExp | null => {
  try {
    return new RegExp(`^(?:${pattern})`);
  } catch {
    return null;
  }
});

function transform(
  inbound: Inbound,
  { responseTemplates, contentHandling }: DeployedIntegrationResponse,
): Pick<IntegrationAnswer, "body"> & { readonly contentType: string } {
  const { call, parameters } = inbound.outbound.demanded;
  const accept = call.request.headers["accept"];
  const contentType = accepted(Object.keys(responseTemplates), accept);
  const template = contentType === undefined ? undefined : responseTemplates[contentType];
  const body = converted(inbound, contentHandling);
  if (contentType === undefined || template === undefined || template === null || template === "") {
    return { contentType: contentType ?? "application/json", body };
  }
  if (typeof body !== "string") throw configurationError("Unable to transform response: a template cannot read bytes");
  const scope = { body, parameters, context: inbound.outbound.context, stageVariables: call.stageVariables };
  return { contentType, body: runTemplate(template, scope) };
}

/** The payload as text or as bytes, by its type, the caller's Accept header and the content handling:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html */
function converted(
  { outbound, headers, body }: Inbound,
  handling: DeployedIntegrationResponse["contentHandling"],
): string | Buffer {
  const { api, request } = outbound.demanded.call;
  const accept = request.headers["accept"]?.split(",")[0];
  const toText = handling === undefined ? !isBinary(api.binaryMediaTypes, accept) : handling === "CONVERT_TO_TEXT";
  const type = headers["content-type"];
  const binary = type !== undefined && isBinary(api.binaryMediaTypes, String(type));
  if (binary) return toText ? Buffer.from(body).toString("base64") : Buffer.from(body);
  return toText ? body.toString() : decoded(body.toString());
}

/** Text that is to become bytes must be their base64. */
function decoded(text: string): Buffer {
  if (/[^A-Za-z0-9+/]/.test(text.replace(/={1,2}$/, "")))
    throw configurationError("Unable to transform response: the payload is not base64");
  return Buffer.from(text, "base64");
}

/** A status that is not a number from 100 to 599 is ignored. */
function overriddenStatus(overridden: unknown): number | undefined {
  const value =
    overridden instanceof Map ? (overridden.get("status") as Parameters<typeof print>[0] | undefined) : undefined;
  if (value === undefined || value === null) return undefined;
  const status = Number(print(value));
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

const perConnection = new Set(["keep-alive", "transfer-encoding"]);

function proxied(inbound: Inbound): IntegrationAnswer {
  const { status, body, spelled = {} } = inbound;
  const headers = Object.fromEntries(
    Object.entries(inbound.headers)
      .filter(([name]) => !perConnection.has(name))
      .map(([name, value]) => [spelled[name] ?? name, value]),
  );
  return { inbound, declared: "", status, headers, body };
}
