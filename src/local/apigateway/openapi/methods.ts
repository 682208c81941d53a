import type { RestApi } from "../definition.ts";
import type { Document } from "./document.ts";
import { integrationOf } from "./integration.ts";
import type { ImportedIntegration } from "./integration.ts";
import { listOf, objectOf, some, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import type { Models } from "./models.ts";
import type { Problems } from "./problems.ts";
import { securityOf } from "./security.ts";

/** A method of a definition, as the bodies of PutMethod and PutMethodResponse have it. */
export interface ImportedMethod {
  /** Such as `/events/{id}`. */
  readonly path: string;
  readonly verb: string;
  readonly body: Json;
  /** Name of the request validator. */
  readonly validator: string | undefined;
  /** By status code. */
  readonly responses: Readonly<Record<string, Json>>;
  readonly integration: ImportedIntegration | undefined;
}

const verbs: Readonly<Record<string, string>> = {
  get: "GET",
  put: "PUT",
  post: "POST",
  delete: "DELETE",
  patch: "PATCH",
  options: "OPTIONS",
  head: "HEAD",
  "x-amazon-apigateway-any-method": "ANY",
};

/** What a path has besides methods. */
const besides = /^(?:parameters|summary|description|servers|\$ref|x-.*)$/;

const isStatus = /^[1-5]\d\d$/;

/** What an import works on. */
export interface Importing {
  readonly document: Document;
  readonly api: RestApi;
  readonly models: Models;
  readonly problems: Problems;
  /** Goes before each path. */
  readonly prefix: string;
}

/** All methods of a definition. Inline schemas become models. */
export function methodsOf(importing: Importing): readonly ImportedMethod[] {
  const { document, prefix, problems } = importing;
  return Object.entries(objectOf(document.root["paths"])).flatMap(([place, given]) => {
    const path = prefix + place;
    const item = document.at(given);
    for (const name of Object.keys(item)) {
      if (Object.hasOwn(verbs, name) || besides.test(name)) continue;
      problems.warn(`Unsupported method '${name}' of resource '${path}'. Ignoring.`);
    }
    return Object.entries(verbs).flatMap(([name, verb]) => {
      if (item[name] === undefined) return [];
      const operation = objectOf(item[name]);
      for (const status of Object.keys(objectOf(operation["responses"]))) {
        if (isStatus.test(status) || status === "default" || status.startsWith("x-")) continue;
        problems.warn(
          `Invalid status code '${status}' of a response of method '${verb}' of resource '${path}'. Ignoring.`,
        );
      }
      const declared = [...listOf(item["parameters"]), ...listOf(operation["parameters"])].map(document.at);
      const { integration, ...described } = methodOf(importing, operation, [...variablesOf(path), ...declared]);
      const pass = (parameter: string, value: unknown): void =>
        problems.warn(
          `Invalid format for 'requestParameters'. Expected type string for property '${parameter}' of resource '${path}' and method '${verb}' but got '${String(value)}'`,
        );
      return [{ path, verb, ...described, integration: integrationOf(integration, pass) }];
    });
  });
}

/** Variables of the path are parameters, declared or not. */
function variablesOf(path: string): readonly Json[] {
  return [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => ({ name, in: "path", required: true }));
}

function methodOf({ document, api, models, problems }: Importing, operation: Json, parameters: readonly Json[]) {
  const { root, isSwagger, at } = document;
  const consumed = typesOf(operation["consumes"] ?? root["consumes"]);
  const produced = typesOf(operation["produces"] ?? root["produces"]);
  const inBody = parameters.find((one) => one["in"] === "body");
  const content = isSwagger
    ? Object.fromEntries(consumed.map((type) => [type, inBody]))
    : objectOf(at(operation["requestBody"])["content"]);
  const responses = Object.entries(objectOf(operation["responses"])).filter(([status]) => isStatus.test(status));
  return {
    validator:
      textOf(operation["x-amazon-apigateway-request-validator"]) ??
      textOf(root["x-amazon-apigateway-request-validator"]),
    body: {
      ...securityOf(document, api, operation, problems),
      operationName: operation["operationId"],
      requestParameters: some(requestParameters(parameters)),
      requestModels: some(modelsIn(content, models)),
    },
    responses: Object.fromEntries(
      responses.map(([status, given]) => {
        const response = at(given);
        const bodies = isSwagger
          ? Object.fromEntries(produced.map((type) => [type, response]))
          : objectOf(response["content"]);
        const headers = Object.keys(objectOf(response["headers"])).map((name) => [
          `method.response.header.${name}`,
          false,
        ]);
        return [
          status,
          {
            responseParameters: some(Object.fromEntries(headers) as Json),
            responseModels: some(modelsIn(bodies, models)),
          },
        ];
      }),
    ),
    integration: operation["x-amazon-apigateway-integration"],
  };
}

const places: Readonly<Record<string, string>> = { header: "header", query: "querystring", path: "path" };

function requestParameters(parameters: readonly Json[]): Json {
  return Object.fromEntries(
    parameters.flatMap((one) => {
      const place = places[textOf(one["in"]) ?? ""];
      const required = one["required"] === true;
      return place === undefined ? [] : [[`method.request.${place}.${String(one["name"])}`, required] as const];
    }),
  );
}

/** Model names by content type, of the entries that have a schema. */
function modelsIn(content: Json, models: Models): Json {
  return Object.fromEntries(
    Object.entries(content).flatMap(([type, entry]) => {
      const { schema } = objectOf(entry);
      const name = schema === undefined ? undefined : models.nameOf(objectOf(schema));
      return name === undefined ? [] : [[type, name] as const];
    }),
  );
}

function typesOf(given: unknown): readonly string[] {
  const types = listOf(given).map(String);
  return types.length === 0 ? ["application/json"] : types;
}
