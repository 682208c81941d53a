import { isUtf8 } from "node:buffer";
import type { DeployedIntegration } from "../../account/deployed.ts";
import { compiled } from "../compiled.ts";
import { makeContext } from "../context.ts";
import type { Context } from "../context.ts";
import { checkHeaders } from "./forbidden-headers.ts";
import { mappings } from "./mapping.ts";
import type { Sources } from "./mapping.ts";
import { putHeader } from "./put-header.ts";
import { isBinary, keyFor, mediaType } from "../media-type.ts";
import type { Demanded } from "../method-request/method-request.ts";
import { configurationError, unsupportedMediaType } from "../response/refusals.ts";
import { runTemplate } from "./template-run.ts";
import type { TemplateScope } from "./template-run.ts";
import { madeIn } from "../../velocity/values/lazy-map.ts";
import { print } from "../../velocity/values/print.ts";
import type { Value } from "../../velocity/values/value.ts";

/** What goes to the integration: the payload as the template made it, and the mapped parameters. */
export interface Outbound {
  readonly demanded: Demanded;
  readonly context: Context;
  readonly sources: Sources;
  /** Text of a template, or bytes. */
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
}

/** Chooses and runs the request template, maps parameters, and applies the template's overrides. Throws UNSUPPORTED_MEDIA_TYPE
 * or API_CONFIGURATION_ERROR. */
export function integrationRequest(demanded: Demanded): Outbound {
  const { call, method, parameters } = demanded;
  const context = makeContext(call, demanded, demanded);
  call.trail.context = context;
  const sources: Sources = {
    context: () => context,
    stageVariables: call.stageVariables,
    request: parameters,
    requestBody: () => demanded.body.toString("utf8"),
  };
  const isProxy = method.integration.type === "HTTP_PROXY";
  const body = isProxy ? passed(demanded) : transform(demanded, context);
  const contentType = call.request.headers["content-type"];
  const groups: Groups = {
    header: isProxy || method.integration.type === "HTTP" ? {} : { "Content-Type": contentType ?? "application/json" },
    querystring: {},
    path: {},
  };
  for (const { group, name, value } of targets(method.integration.requestParameters)) {
    const found = value(sources);
    if (found !== undefined) put(groups, group, name, found);
  }
  override(context, groups);
  checkHeaders(method.integration.type, groups.header);
  return {
    demanded,
    context,
    sources,
    body,
    headers: groups.header,
    querystring: groups.querystring,
    path: groups.path,
  };
}

interface Groups {
  readonly header: Record<string, string>;
  readonly querystring: Record<string, string>;
  readonly path: Record<string, string>;
}

const groupNames = ["header", "querystring", "path"] as const;

/** The content type under which a request's template stands; undefined where none fits. */
export function templateKey({ call, method }: Demanded): string | undefined {
  return keyFor(method.integration.requestTemplates, mediaType(call.request.headers["content-type"]));
}

/** What the template of a request works with. */
export function requestScope({ call, parameters, body }: Demanded, context: Context): TemplateScope {
  const binary = isBinary(call.api.binaryMediaTypes, call.request.headers["content-type"]);
  const text = binary ? body.toString("base64") : body.toString("utf8");
  return { body: text, parameters, context, stageVariables: call.stageVariables };
}

/** The payload of a proxied request, which no template sees. */
function passed({ call, method, body }: Demanded): Buffer {
  const binary = isBinary(call.api.binaryMediaTypes, call.request.headers["content-type"]);
  return converted(body, binary, method.integration.contentHandling);
}

function transform(demanded: Demanded, context: Context): string | Buffer {
  const { call, method, body } = demanded;
  const { requestTemplates, passthroughBehavior, contentHandling } = method.integration;
  const binary = isBinary(call.api.binaryMediaTypes, call.request.headers["content-type"]);
  const key = templateKey(demanded);
  const template = key === undefined ? undefined : requestTemplates[key];
  if (key === undefined && passthroughBehavior !== "WHEN_NO_MATCH") {
    const some = Object.keys(requestTemplates).length > 0;
    if (some || passthroughBehavior === "NEVER") throw unsupportedMediaType();
  }
  if (template === undefined || template === null || template === "") return converted(body, binary, contentHandling);
  if (binary ? contentHandling !== "CONVERT_TO_TEXT" : contentHandling === "CONVERT_TO_BINARY") {
    throw configurationError("Unable to transform request: a template cannot read a binary payload");
  }
  return runTemplate(template, requestScope(demanded, context));
}

/** The payload, converted to or from Base64 where the content handling says so. What is not binary is text: bytes that are no UTF-8
 * become U+FFFD. */
function converted(body: Buffer, binary: boolean, handling: DeployedIntegration["contentHandling"]): Buffer {
  if (binary) return handling === "CONVERT_TO_TEXT" ? Buffer.from(body.toString("base64")) : body;
  if (handling === "CONVERT_TO_BINARY") return fromBase64(body.toString("latin1"));
  return isUtf8(body) ? body : Buffer.from(body.toString("utf8"));
}

/** Throws API_CONFIGURATION_ERROR for anything but Base64 as Java's decoder takes it: padded, or not at all. */
function fromBase64(text: string): Buffer {
  const digits = text.replace(/={1,2}$/, "");
  const isPadded = digits.length < text.length;
  if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1 || (isPadded && text.length % 4 !== 0))
    throw configurationError("Unable to transform request: the payload is no Base64");
  return Buffer.from(digits, "base64");
}

const targets = compiled((parameters: DeployedIntegration["requestParameters"]) =>
  groupNames.flatMap((group) =>
    mappings(parameters, `integration.request.${group}.`).map((one) => ({ group, ...one })),
  ),
);

/** `#set($context.requestOverride.header.x = …)` beats the mapping. */
function override(context: Context, groups: Groups): void {
  const overrides = madeIn(context, "requestOverride");
  if (!(overrides instanceof Map)) return;
  for (const group of groupNames) {
    for (const [name, value] of members(overrides.get(group) ?? null)) put(groups, group, name, value);
  }
}

/** The members of a map as texts, without those that are null. */
export function members(value: Value): readonly (readonly [name: string, value: string])[] {
  if (!(value instanceof Map) || value.size === 0) return [];
  return [...value].flatMap(([name, one]) => (one === null ? [] : [[print(name), print(one)] as const]));
}

function put(groups: Groups, group: keyof Groups, name: string, value: string): void {
  if (group === "header") putHeader(groups.header, name, value);
  else groups[group][name] = value;
}
