import { printMember } from "../context.ts";
import type { Context } from "../context.ts";
import type { RequestParameters } from "../parameters.ts";
import { readPath } from "../../velocity/json-path/read-path.ts";
import { parseJson } from "../../velocity/values/json-parse.ts";
import { printJson } from "../../velocity/values/print.ts";
import { print } from "../../velocity/values/print.ts";
import type { Value } from "../../velocity/values/value.ts";

/** What mapping expressions such as `method.request.header.X` or `integration.response.body.id` can reach. */
export interface Sources {
  readonly context: () => Context;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly request: RequestParameters;
  readonly requestBody: () => string;
  /** By lower-case name; only once the integration has answered. */
  readonly responseHeaders?: Readonly<Record<string, string | readonly string[]>>;
  readonly responseBody?: () => string;
}

/** One line of a parameter mapping: the name to set, and how to find its value. */
export interface Mapping {
  readonly name: string;
  readonly value: (sources: Sources) => string | undefined;
}

/** The lines of a parameter mapping whose target begins with `prefix`, such as `method.response.header.`. */
export function mappings(parameters: Readonly<Record<string, string>>, prefix: string): readonly Mapping[] {
  return Object.entries(parameters)
    .filter(([target]) => target.startsWith(prefix) && target.length > prefix.length)
    .map(([target, expression]) => ({ name: target.slice(prefix.length), value: valueOf(expression) }));
}

function valueOf(expression: string): Mapping["value"] {
  const constant = /^'(.*)'$/s.exec(expression)?.[1];
  if (constant !== undefined) return () => constant;
  const [, root = "", rest = ""] =
    /^(context|stageVariables|method\.request|integration\.response)\.(.+)$/s.exec(expression) ?? [];
  switch (root) {
    case "context":
      return ({ context }) => printMember(context(), rest) || undefined;
    case "stageVariables":
      return ({ stageVariables }) => stageVariables[rest];
    case "method.request":
      return (sources) => fromRequest(rest, sources);
    case "integration.response":
      return (sources) => fromResponse(rest, sources);
    default:
      return () => undefined;
  }
}

/** Replaces `${stageVariables.name}` in a URI or a role ARN. */
export function withStageVariables(text: string, variables: Readonly<Record<string, string>>): string {
  if (!text.includes("${")) return text;
  return text.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? "");
}

function fromRequest(rest: string, { request, requestBody }: Sources): string | undefined {
  const [, group = "", name = ""] = /^(\w+)\.?(.*)$/s.exec(rest) ?? [];
  switch (group) {
    case "path":
      return request.path[name];
    case "querystring":
      return request.querystring[name];
    case "multivaluequerystring":
      return request.multiValueQuerystring[name]?.join(",");
    case "header":
    case "multivalueheader":
      return header(request.header, name);
    case "body":
      return fromBody(requestBody(), name);
    default:
      return undefined;
  }
}

function fromResponse(rest: string, { responseHeaders = {}, responseBody }: Sources): string | undefined {
  const [, group = "", name = ""] = /^(\w+)\.?(.*)$/s.exec(rest) ?? [];
  if (group === "body") return responseBody === undefined ? undefined : fromBody(responseBody(), name);
  return group === "header" || group === "multivalueheader" ? header(responseHeaders, name) : undefined;
}

function header(headers: Readonly<Record<string, string | readonly string[]>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const spelled = Object.hasOwn(headers, name)
    ? name
    : Object.keys(headers).find((one) => one.toLowerCase() === wanted);
  const value = spelled === undefined ? undefined : headers[spelled];
  return value === undefined || typeof value === "string" ? value : value.join(",");
}

function fromBody(body: string, path: string): string | undefined {
  if (path === "") return body;
  try {
    const value = readPath(parseJson(body), path.startsWith("$") ? path : `$.${path}`);
    return value === undefined ? undefined : asText(value);
  } catch {
    return undefined;
  }
}

function asText(value: Value): string {
  return typeof value === "object" && value !== null ? printJson(value) : print(value);
}
