import type { MethodRecord } from "../definition.ts";
import { badRequest } from "../faults.ts";

const name = "[A-Za-z0-9!#$%&'*+.^_`|~:@$-]+";
const requestTarget = new RegExp(
  `^integration\\.request\\.(?:header|querystring|path|multivalueheader|multivaluequerystring)\\.${name}$`,
);
const requestSource = new RegExp(
  `^(?:'[^]*'|method\\.request\\.body(?:\\.[^]+)?|method\\.request\\.(?:header|querystring|path|multivalueheader|multivaluequerystring)\\.${name}|context\\..+|stageVariables\\..+)$`,
);
const responseTarget = new RegExp(`^method\\.response\\.header\\.${name}$`);
const responseSource = new RegExp(
  `^(?:'[^]*'|integration\\.response\\.body(?:\\.[^]+)?|integration\\.response\\.(?:header|multivalueheader)\\.${name}|context\\..+|stageVariables\\..+)$`,
);
const answerTarget = new RegExp(`^gatewayresponse\\.header\\.${name}$`);
const answerSource = new RegExp(
  `^(?:'[^]*'|method\\.request\\.(?:header|querystring|path|multivalueheader|multivaluequerystring)\\.${name}|context\\..+|stageVariables\\..+)$`,
);
const methodParameter = new RegExp(
  `^method\\.request\\.(?:header|querystring|path|multivalueheader|multivaluequerystring)\\.(${name})$`,
);

/** Checks a method's own requestParameters: their form, and that no name stands twice. Throws BadRequestException. */
export function checkMethodParameters(parameters: Readonly<Record<string, boolean>> = {}): void {
  const seen = new Set<string>();
  for (const key of Object.keys(parameters)) {
    const parameter = methodParameter.exec(key)?.[1];
    if (parameter === undefined) throw invalidExpression(key);
    if (seen.has(parameter)) throw badRequest("Parameter names must be unique across querystring, header and path");
    seen.add(parameter);
  }
}

/** Checks an integration's requestParameters: what they read of the request must be declared on the method. */
export function checkRequestMapping(parameters: Readonly<Record<string, string>> = {}, method: MethodRecord): void {
  const declared = method.requestParameters ?? {};
  for (const [target, source] of Object.entries(parameters)) {
    if (!requestTarget.test(target)) throw invalidExpression(target);
    if (!requestSource.test(source)) throw invalidExpression(source);
    if (methodParameter.test(source) && !Object.hasOwn(declared, single(source))) throw undeclared(source);
  }
}

/** Checks an integration response's responseParameters: what they set must be declared on the method response. */
export function checkResponseMapping(
  parameters: Readonly<Record<string, string>> = {},
  method: MethodRecord,
  statusCode: string,
): void {
  const declared = method.methodResponses?.[statusCode]?.responseParameters ?? {};
  for (const [target, source] of Object.entries(parameters)) {
    if (!responseTarget.test(target)) throw invalidExpression(target);
    if (!responseSource.test(source)) throw invalidExpression(source);
    if (!Object.hasOwn(declared, target)) throw undeclared(target);
  }
}

/** Checks a gateway response's responseParameters. */
export function checkAnswerMapping(parameters: Readonly<Record<string, string>>): void {
  for (const [target, source] of Object.entries(parameters)) {
    if (!answerTarget.test(target)) throw invalidExpression(target);
    if (!answerSource.test(source)) throw invalidExpression(source);
  }
}

/** Checks a method response's responseParameters. */
export function checkResponseParameters(parameters: Readonly<Record<string, boolean>> = {}): void {
  for (const key of Object.keys(parameters)) if (!responseTarget.test(key)) throw invalidExpression(key);
}

const largestTemplate = 300 * 1024;

/** Checks the content types that templates stand under, and the templates' sizes: "The maximum size of a mapping template is 300 KB"
 * (quotas of REST APIs). AWS's own words for a larger one are not known. */
export function checkTemplates(templates: Readonly<Record<string, string | null>> = {}): void {
  for (const [type, template] of Object.entries(templates)) {
    if (Buffer.byteLength(template ?? "") > largestTemplate)
      throw badRequest(`Mapping template for ${type} exceeds the maximum size of ${largestTemplate} bytes`);
    if (type === "$default" || /^[\w.+*-]+\/[\w.+*-]+(?:\s*;.*)?$/.test(type)) continue;
    throw badRequest(`Validation Result: warnings : [], errors : [Invalid content type specified: ${type}]`);
  }
}

/** `multivalueheader.X` reads the same parameter as `header.X`. */
function single(source: string): string {
  return source.replace(".multivalueheader.", ".header.").replace(".multivaluequerystring.", ".querystring.");
}

function invalidExpression(expression: string): Error {
  return inMapping(`Invalid mapping expression specified: ${expression}`);
}

function undeclared(expression: string): Error {
  return inMapping(`Invalid mapping expression parameter specified: ${expression}`);
}

function inMapping(error: string): Error {
  return badRequest(`Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`);
}
