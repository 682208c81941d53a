import { has, isList, isNumber, isObject, isSame, isText, sortedText } from "./json.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Rule } from "./keyword.ts";
import { matchesPattern } from "./pattern.ts";

/** Finds the schema of a `$ref`; undefined when there is none. */
export type Resolve = (ref: string) => Json | undefined;

interface Place {
  readonly resolve: Resolve;
  /** A JSON pointer into the value. */
  readonly at: string;
}

type Check = (wanted: Json, value: Json, place: Place, schema: JsonObject) => string | undefined;

/** What is wrong with a value by a JSON Schema of draft 4, in a few words; undefined when it is valid. */
export function violation(schema: Json, value: Json, place: Place): string | undefined {
  if (!isObject(schema)) return undefined;
  if (typeof schema["$ref"] === "string") {
    const target = place.resolve(schema["$ref"]);
    return target === undefined ? `cannot resolve ${schema["$ref"]}` : violation(target, value, place);
  }
  for (const [keyword, wanted] of Object.entries(schema)) {
    const found = isRule(keyword) ? checks[keyword](wanted, value, place, schema) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRule(keyword: string): keyword is Rule {
  return Object.hasOwn(checks, keyword);
}

const checks: Readonly<Record<Rule, Check>> = {
  type: (wanted, value, place) => {
    const types = isList(wanted) ? wanted : [wanted];
    return types.some((type) => isOfType(value, type))
      ? undefined
      : wrong(place, `is not of type ${types.join(" or ")}`);
  },
  enum: (wanted, value, place) =>
    isList(wanted) && !wanted.some((one) => isSame(one, value)) ? wrong(place, "is not one of the values") : undefined,
  required: (wanted, value, place) => {
    const missing = isObject(value) && isList(wanted) ? wanted.find((name) => !has(value, String(name))) : undefined;
    return missing === undefined ? undefined : wrong(place, `lacks "${String(missing)}"`);
  },
  properties: (wanted, value, place) => {
    if (!isObject(wanted) || !isObject(value)) return undefined;
    return first(Object.entries(wanted), ([name, schema]) =>
      has(value, name) ? violation(schema, value[name] ?? null, below(place, name)) : undefined,
    );
  },
  patternProperties: (wanted, value, place) => {
    if (!isObject(wanted) || !isObject(value)) return undefined;
    return first(Object.entries(wanted), ([pattern, schema]) =>
      first(Object.entries(value), ([name, one]) =>
        matchesPattern(pattern, name) ? violation(schema, one, below(place, name)) : undefined,
      ),
    );
  },
  additionalProperties: (wanted, value, place, schema) => {
    if (!isObject(value) || wanted === true) return undefined;
    const { properties = {}, patternProperties = {} } = schema;
    const known = (name: string): boolean =>
      (isObject(properties) && has(properties, name)) ||
      (isObject(patternProperties) && Object.keys(patternProperties).some((pattern) => matchesPattern(pattern, name)));
    return first(Object.entries(value), ([name, one]) => {
      if (known(name)) return undefined;
      return wanted === false
        ? wrong(place, `has "${name}", which is not allowed`)
        : violation(wanted, one, below(place, name));
    });
  },
  dependencies: (wanted, value, place) => {
    if (!isObject(wanted) || !isObject(value)) return undefined;
    return first(Object.entries(wanted), ([name, needs]) => {
      if (!has(value, name)) return undefined;
      return isList(needs) ? violation({ required: needs }, value, place) : violation(needs, value, place);
    });
  },
  minProperties: size(
    isObject,
    (value) => Object.keys(value).length,
    (length, wanted) => length >= wanted,
  ),
  maxProperties: size(
    isObject,
    (value) => Object.keys(value).length,
    (length, wanted) => length <= wanted,
  ),
  items: (wanted, value, place, schema) => {
    if (!isList(value)) return undefined;
    return first([...value.entries()], ([at, one]) => {
      const own = isList(wanted) ? (wanted[at] ?? schema["additionalItems"] ?? true) : wanted;
      return own === false ? wrong(place, "has too many items") : violation(own, one, below(place, String(at)));
    });
  },
  minItems: size(
    isList,
    (value) => value.length,
    (length, wanted) => length >= wanted,
  ),
  maxItems: size(
    isList,
    (value) => value.length,
    (length, wanted) => length <= wanted,
  ),
  uniqueItems: (wanted, value, place) => {
    if (wanted !== true || !isList(value)) return undefined;
    return new Set(value.map(sortedText)).size < value.length ? wrong(place, "repeats an item") : undefined;
  },
  minLength: size(
    isText,
    (value) => [...value].length,
    (length, wanted) => length >= wanted,
  ),
  maxLength: size(
    isText,
    (value) => [...value].length,
    (length, wanted) => length <= wanted,
  ),
  pattern: (wanted, value, place) =>
    isText(value) && isText(wanted) && !matchesPattern(wanted, value)
      ? wrong(place, `does not match ${wanted}`)
      : undefined,
  minimum: (wanted, value, place, { exclusiveMinimum }) =>
    isNumber(value) && isNumber(wanted) && (value < wanted || (exclusiveMinimum === true && value === wanted))
      ? wrong(place, `is below ${wanted}`)
      : undefined,
  maximum: (wanted, value, place, { exclusiveMaximum }) =>
    isNumber(value) && isNumber(wanted) && (value > wanted || (exclusiveMaximum === true && value === wanted))
      ? wrong(place, `is above ${wanted}`)
      : undefined,
  multipleOf: (wanted, value, place) => {
    if (!isNumber(value) || !isNumber(wanted) || wanted === 0) return undefined;
    const times = value / wanted;
    return Math.abs(times - Math.round(times)) < 1e-9 ? undefined : wrong(place, `is not a multiple of ${wanted}`);
  },
  allOf: (wanted, value, place) =>
    isList(wanted) ? first(wanted, (schema) => violation(schema, value, place)) : undefined,
  anyOf: (wanted, value, place) =>
    isList(wanted) && fitting(wanted, value, place) === 0 ? wrong(place, "fits none of the schemas") : undefined,
  oneOf: (wanted, value, place) =>
    isList(wanted) && fitting(wanted, value, place) !== 1 ? wrong(place, "does not fit exactly one schema") : undefined,
  not: (wanted, value, place) =>
    violation(wanted, value, place) === undefined ? wrong(place, "fits a schema that it must not fit") : undefined,
};

function size<T extends Json>(
  applies: (value: Json) => value is T,
  measure: (value: T) => number,
  holds: (actual: number, wanted: number) => boolean,
): Check {
  return (wanted, value, place) =>
    applies(value) && isNumber(wanted) && !holds(measure(value), wanted)
      ? wrong(place, `has a size of ${measure(value)} where ${wanted} is the limit`)
      : undefined;
}

function fitting(schemas: readonly Json[], value: Json, place: Place): number {
  return schemas.filter((schema) => violation(schema, value, place) === undefined).length;
}

function first<T>(items: readonly T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = check(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOfType(value: Json, type: Json): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isList(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function wrong({ at }: Place, what: string): string {
  return `${at === "" ? "the payload" : at} ${what}`;
}

function below({ resolve, at }: Place, name: string): Place {
  return { resolve, at: `${at}/${name}` };
}
