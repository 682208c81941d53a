import { has, isList, isObject } from "./json.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Rule } from "./keyword.ts";
import { matchesPattern } from "./pattern.ts";
import { rules, type Violation } from "./rules.ts";

/** Finds the schema of a `$ref`; undefined when there is none. */
export type Resolve = (ref: string) => Json | undefined;

interface Place {
  readonly resolve: Resolve;
  readonly at: string;
}

/** What is wrong with a value by a JSON Schema of draft 4; nothing when it is valid. As the validator whose words API Gateway shows
 * does it (https://github.com/java-json-tools/json-schema-validator): all keywords of a value, by name; once something is wrong, the
 * values beside it are looked at, and nothing within them. */
export function violations(schema: Json, value: Json, resolve: Resolve): readonly Violation[] {
  return judged(schema, value, { resolve, at: "" });
}

function judged(schema: Json, value: Json, place: Place): readonly Violation[] {
  const found: Violation[] = [];
  look(schema, value, place, found);
  return found;
}

function look(schema: Json, value: Json, place: Place, found: Violation[]): void {
  if (!isObject(schema)) return;
  if (typeof schema["$ref"] === "string") {
    const target = place.resolve(schema["$ref"]);
    if (target === undefined) found.push({ at: place.at, message: `cannot resolve ${schema["$ref"]}` });
    else look(target, value, place, found);
    return;
  }
  for (const keyword of Object.keys(schema).filter(isRule).sort()) {
    const wrong = rules[keyword](schema[keyword] ?? null, value, schema, (other) => judged(other, value, place)) ?? [];
    for (const one of [wrong].flat()) found.push(typeof one === "string" ? { at: place.at, message: one } : one);
  }
  if (found.length > 0) return;
  for (const [name, one, schemas] of inner(schema, value))
    for (const each of schemas) look(each, one, { ...place, at: `${place.at}/${name}` }, found);
}

/** The values within a value, in the validator's order, and the schemas that each has to fit. */
function inner(schema: JsonObject, value: Json): readonly (readonly [string, Json, readonly Json[]])[] {
  if (isList(value)) return value.map((one, at) => [String(at), one, itemSchema(schema, at)] as const);
  if (!isObject(value)) return [];
  const names = Object.keys(value).sort();
  return names.map((name) => [
    name.replace(/~/g, "~0").replace(/\//g, "~1"),
    value[name] ?? null,
    memberSchemas(schema, name),
  ]);
}

function itemSchema({ items, additionalItems }: JsonObject, at: number): readonly Json[] {
  const own = isList(items) ? (items[at] ?? additionalItems) : items;
  return isObject(own) ? [own] : [];
}

function memberSchemas(
  { properties, patternProperties, additionalProperties }: JsonObject,
  name: string,
): readonly Json[] {
  const named = isObject(properties) && has(properties, name) ? [properties[name] ?? null] : [];
  const patterns = isObject(patternProperties) ? Object.entries(patternProperties) : [];
  const matching = patterns.filter(([pattern]) => matchesPattern(pattern, name)).map(([, one]) => one);
  const known = [...named, ...matching];
  return known.length > 0 || !isObject(additionalProperties) ? known : [additionalProperties];
}

function isRule(keyword: string): keyword is Rule {
  return Object.hasOwn(rules, keyword);
}
