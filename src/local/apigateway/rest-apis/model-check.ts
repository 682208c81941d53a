import { isList, isObject } from "../../json-schema/json.ts";
import type { Json, JsonObject } from "../../json-schema/json.ts";
import { laterKeywordsIn, schemaFault } from "../../json-schema/schema-fault.ts";
import type { ModelRecord, RestApi } from "../definition.ts";
import { badRequest } from "../faults.ts";

type Checked = Pick<ModelRecord, "name" | "contentType"> & { readonly schema?: string | undefined };

/** Throws BadRequestException for a model that API Gateway does not take: its schema is one of draft 4, and models are referred to by
 * `https://apigateway.amazonaws.com/restapis/{id}/models/{name}`. */
export function checkModel({ record, models }: Pick<RestApi, "record" | "models">, model: Checked): void {
  const { name, schema, contentType } = model;
  if (schema === undefined || schema === "")
    throw badRequest("Model schema must have at least 1 property or array items defined");
  // In the words that AWS has for the content types of templates.
  if (!/^[\w.+*-]+\/[\w.+*-]+(?:\s*;.*)?$/.test(contentType))
    throw invalid("", `Invalid content type specified: ${contentType}`);
  const read = parsed(schema);
  const known = (one: string) => one === name || models.has(one);
  const errors = [...schemaErrors(read), ...referenceErrors(read, record.id, known)];
  if (errors.length > 0) throw invalid("Invalid model specified: ", errors.join(", "));
}

/** Throws BadRequestException for a schema that is none. What it refers to may come later. */
export function checkSchema(schema: string): void {
  const errors = schemaErrors(parsed(schema));
  if (errors.length > 0) throw invalid("Invalid model specified: ", errors.join(", "));
}

function schemaErrors(schema: Json | undefined): readonly string[] {
  if (schema === undefined || !isObject(schema)) return ["Invalid model schema specified"];
  const later = laterKeywordsIn(schema);
  if (later.length > 0) return [`Invalid model schema specified. Unsupported keyword(s): ${JSON.stringify(later)}`];
  return schemaFault(own(schema)) === undefined ? [] : ["Invalid model schema specified"];
}

/** The schema without its `$schema`, which is not looked at, and without references, which are looked at on their own. */
function own(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema, (name, value: unknown) =>
    (name === "$schema" || name === "$ref") && typeof value === "string" ? undefined : value,
  );
  return JSON.parse(text) as JsonObject;
}

function referenceErrors(schema: Json | undefined, apiId: string, known: (name: string) => boolean): readonly string[] {
  const outside = new Set(references(schema).filter((one) => !one.startsWith("#")));
  const base = `https://apigateway.amazonaws.com/restapis/${apiId}/models/`;
  const errors = [...outside].map((one) => {
    const name = one.startsWith(base) ? one.slice(base.length).split("#")[0] : undefined;
    if (name === undefined) return "Model reference must be in canonical form";
    // AWS has these words for a method's model; those for a model's are not known.
    return known(name) ? undefined : `Invalid model identifier specified: ${name}`;
  });
  return [...new Set(errors.filter((one) => one !== undefined))];
}

function references(schema: Json | undefined): readonly string[] {
  if (isList(schema)) return schema.flatMap(references);
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([name, value]) =>
    name === "$ref" && typeof value === "string" ? [value] : references(value),
  );
}

function parsed(schema: string): Json | undefined {
  try {
    return JSON.parse(schema) as Json;
  } catch {
    return undefined;
  }
}

function invalid(what: string, error: string): Error {
  return badRequest(`${what}Validation Result: warnings : [], errors : [${error}]`);
}
