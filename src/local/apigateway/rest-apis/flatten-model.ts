import { isList, isObject } from "../../json-schema/json.ts";
import type { Json, JsonObject } from "../../json-schema/json.ts";
import type { ModelRecord, RestApi } from "../definition.ts";

/** The model's schema with the models that it refers to among its `definitions`; undefined where it is no JSON object. */
export function flattenModel({ models }: Pick<RestApi, "models">, model: ModelRecord): JsonObject | undefined {
  const root = schemaOf(model);
  if (root === undefined) return undefined;
  const own = isObject(root["definitions"]) ? root["definitions"] : {};
  const found = new Map<string, Json>();
  /** Where the named model stands in the flattened schema; the first who asks has it put there. */
  const placeOf = (name: string): string | undefined => {
    if (name === model.name) return "#";
    const key = Object.hasOwn(own, name) ? `${name}Model` : name;
    const schema = schemaOf(models.get(name));
    if (schema === undefined) return undefined;
    if (!found.has(key)) {
      found.set(key, schema);
      found.set(key, rewritten(schema, `#/definitions/${key}`, placeOf));
    }
    return `#/definitions/${key}`;
  };
  const flat = rewritten(root, "#", placeOf) as JsonObject;
  if (found.size === 0) return flat;
  return { ...flat, definitions: { ...(flat["definitions"] as JsonObject | undefined), ...Object.fromEntries(found) } };
}

/** The schema at its new place: references to models and within itself follow. */
function rewritten(schema: Json, place: string, placeOf: (name: string) => string | undefined): Json {
  const at = (value: Json): Json => {
    if (isList(value)) return value.map(at);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        name === "$ref" && typeof one === "string" ? reference(one, place, placeOf) : at(one),
      ]),
    );
  };
  return at(schema);
}

/** References are pointers within a schema, or URLs such as `https://apigateway.amazonaws.com/restapis/{id}/models/{name}`. */
function reference(ref: string, place: string, placeOf: (name: string) => string | undefined): string {
  const [where = "", pointer = ""] = ref.split("#");
  if (where === "") return `${place}${pointer}`;
  const name = /\/models\/([^/]+)$/.exec(where)?.[1];
  const target = name === undefined ? undefined : placeOf(name);
  return target === undefined ? ref : `${target}${pointer}`;
}

function schemaOf(model: ModelRecord | undefined): JsonObject | undefined {
  try {
    const schema = JSON.parse(model?.schema ?? "") as Json;
    return isObject(schema) ? schema : undefined;
  } catch {
    return undefined;
  }
}
