import type { RestApi } from "../definition.ts";
import { createAuthorizer } from "../rest-apis/authorizers.ts";
import type { RestOperation } from "../../protocols/rest-json.ts";
import type { Document } from "./document.ts";
import { objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import type { Problems } from "./problems.ts";

/** The security schemes of a definition, by name. */
export function schemesOf({ root, isSwagger, at }: Document): ReadonlyMap<string, Json> {
  const given = objectOf(isSwagger ? root["securityDefinitions"] : objectOf(root["components"])["securitySchemes"]);
  return new Map(Object.entries(given).map(([name, scheme]) => [name, at(scheme)]));
}

/** Makes an authorizer of each scheme that describes one. One that is there under the name is replaced, and keeps its id. */
export function buildAuthorizers(
  call: (operation: RestOperation, path: Readonly<Record<string, string>>, body: Json) => void,
  api: RestApi,
  document: Document,
  problems: Problems,
): void {
  for (const [name, scheme] of schemesOf(document)) {
    const given = scheme["x-amazon-apigateway-authorizer"];
    if (given === undefined) continue;
    const before = [...api.authorizers.values()].find((one) => one.name === name);
    if (before !== undefined) api.authorizers.delete(before.id);
    const words = `Unable to create authorizer '${name}'`;
    problems.attempt(words, () => call(createAuthorizer, {}, authorizerOf(name, scheme, objectOf(given))));
    const made = [...api.authorizers.values()].find((one) => one.name === name);
    if (made === undefined || before === undefined) continue;
    api.authorizers.delete(made.id);
    api.authorizers.set(before.id, { ...made, id: before.id });
  }
}

function authorizerOf(name: string, scheme: Json, given: Json): Json {
  const type = textOf(given["type"])?.toUpperCase();
  return {
    ...given,
    name,
    type,
    authType: textOf(scheme["x-amazon-apigateway-authtype"]),
    // The scheme says where its credentials are; only REQUEST names sources of its own.
    identitySource: textOf(given["identitySource"]) || sourceOf(scheme),
  };
}

function sourceOf(scheme: Json): string | undefined {
  const place = scheme["in"] === "query" ? "querystring" : textOf(scheme["in"]);
  return place === undefined ? undefined : `method.request.${place}.${String(scheme["name"])}`;
}
