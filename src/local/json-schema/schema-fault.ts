import { isList, isObject } from "./json.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Keyword } from "./keyword.ts";
import { atPointer } from "./pointer.ts";

/** What is wrong with a keyword's value. */
type Check = (value: Json, root: JsonObject) => string | undefined;

const types = ["array", "boolean", "integer", "null", "number", "object", "string"];
const draft4 = /^http:\/\/json-schema\.org\/(draft-04\/)?schema#?$/;
/** A model of an API, as API Gateway names it. */
const model = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/#]+\/models\/[A-Za-z0-9]+(#.*)?$/;

const isTexts = (value: Json): boolean =>
  isList(value) && value.length > 0 && value.every((one) => typeof one === "string");
const needs =
  (what: string, holds: (value: Json) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : `must be ${what}`;

const number = needs("a number", (value) => typeof value === "number");
const count = needs("a whole number", (value) => Number.isInteger(value) && Number(value) >= 0);
const flag = needs("true or false (a number is of a later draft)", (value) => typeof value === "boolean");
const list = needs("a list that is not empty", (value) => isList(value) && value.length > 0);
const map = needs("an object", (value) => isObject(value));
const regex = needs("a regular expression", (value) => typeof value === "string" && compiles(value));
const later: Check = () => "is of a later draft";

const laterKeywords: ReadonlySet<string> = new Set(
  (
    "const if then else contains propertyNames $id $defs $anchor prefixItems dependentRequired dependentSchemas " +
    "unevaluatedItems unevaluatedProperties minContains maxContains $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor"
  ).split(" "),
);

/** Its schemas are looked at on their own. */
const schema: Check = () => undefined;

const checks: Readonly<Record<Keyword, Check>> = {
  $schema: needs("http://json-schema.org/draft-04/schema#", (value) => draft4.test(String(value))),
  $ref: (value, root) =>
    model.test(String(value)) || resolves(String(value), root) ? undefined : `leads nowhere: ${String(value)}`,
  definitions: map,
  type: needs(`one of ${types.join(", ")}`, (value) =>
    isList(value) ? isTexts(value) && value.every((one) => types.includes(String(one))) : types.includes(String(value)),
  ),
  enum: list,
  required: needs("a list of names", isTexts),
  properties: map,
  patternProperties: (value, root) =>
    map(value, root) ??
    (Object.keys(value ?? {}).every(compiles) ? undefined : "must have regular expressions as names"),
  additionalProperties: schema,
  dependencies: map,
  minProperties: count,
  maxProperties: count,
  items: schema,
  additionalItems: schema,
  minItems: count,
  maxItems: count,
  uniqueItems: flag,
  minLength: count,
  maxLength: count,
  pattern: regex,
  minimum: number,
  maximum: number,
  exclusiveMinimum: flag,
  exclusiveMaximum: flag,
  multipleOf: needs("a number above 0", (value) => typeof value === "number" && value > 0),
  allOf: list,
  anyOf: list,
  oneOf: list,
  not: schema,
};

/** What keeps an object from being a JSON Schema of draft 4, the one that API Gateway knows; undefined when nothing does. It
 * begins with the place, such as `/properties/id/type`. */
export function schemaFault(schema: JsonObject): string | undefined {
  return faultAt(schema, "", schema);
}

/** The keywords of later drafts in it, each once. */
export function laterKeywordsIn(schema: Json, root = schema): readonly string[] {
  if (!isObject(schema) || !isObject(root)) return [];
  const found = Object.entries(schema).flatMap(([keyword, value]) => {
    if (laterKeywords.has(keyword)) return [keyword];
    if (checkOf(keyword)?.(value, root) !== undefined) return [];
    return within(keyword, value).flatMap(([, inner]) => laterKeywordsIn(inner, root));
  });
  return [...new Set(found)];
}

function faultAt(schema: Json, at: string, root: JsonObject): string | undefined {
  if (!isObject(schema)) return `${at || "/"} must be an object`;
  for (const [keyword, value] of Object.entries(schema)) {
    const place = `${at}/${keyword}`;
    const wrong = checkOf(keyword)?.(value, root);
    if (wrong !== undefined) return `${place} ${wrong}`;
    for (const [name, inner] of within(keyword, value)) {
      const fault = faultAt(inner, `${place}${name}`, root);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function checkOf(keyword: string): Check | undefined {
  if (laterKeywords.has(keyword)) return later;
  return isKeyword(keyword) ? checks[keyword] : undefined;
}

function isKeyword(name: string): name is Keyword {
  return Object.hasOwn(checks, name);
}

/** The schemas in a keyword's value, and where they are in it. */
function within(keyword: string, value: Json): readonly (readonly [place: string, schema: Json])[] {
  switch (keyword) {
    case "properties":
    case "patternProperties":
    case "definitions":
      return Object.entries(value as JsonObject).map(([name, one]) => [`/${name}`, one]);
    case "dependencies":
      // Names that another one needs, or a schema.
      return Object.entries(value as JsonObject).flatMap(([name, one]) =>
        isList(one) ? [] : [[`/${name}`, one] as const],
      );
    case "allOf":
    case "anyOf":
    case "oneOf":
      return (value as readonly Json[]).map((one, index) => [`/${index}`, one]);
    case "items":
      return isList(value) ? value.map((one, index) => [`/${index}`, one] as const) : [["", value]];
    case "additionalItems":
    case "additionalProperties":
      return typeof value === "boolean" ? [] : [["", value]];
    case "not":
      return [["", value]];
    default:
      return [];
  }
}

function resolves(ref: string, root: JsonObject): boolean {
  return ref === "#" || (ref.startsWith("#/") && isObject(atPointer(root, ref.slice(1))));
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern).source !== "";
  } catch {
    return false;
  }
}
