import { has, isList, isNumber, isObject, isSame, isText, sortedText } from "./json.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Rule } from "./keyword.ts";
import { matchesPattern } from "./pattern.ts";

/** What is wrong with a value by a keyword of its schema. */
export interface Violation {
  /** A JSON pointer into the payload; "" for all of it. */
  readonly at: string;
  /** In the words of the validator that API Gateway shows, which do not say where. */
  readonly message: string;
}

/** What is wrong with the value by another schema. */
type Judge = (schema: Json) => readonly Violation[];
type Wrong = string | Violation;
type Check = (wanted: Json, value: Json, schema: JsonObject, judge: Judge) => Wrong | readonly Wrong[] | undefined;

/** What each keyword asks of a value. */
export const rules: Readonly<Record<Rule, Check>> = {
  additionalItems: (wanted, value, { items }) =>
    wanted === false && isList(value) && isList(items) && value.length > items.length
      ? `schema only allows ${items.length} elements in array but instance has ${value.length} elements`
      : undefined,
  additionalProperties: (wanted, value, schema) => {
    if (wanted !== false || !isObject(value)) return undefined;
    const { properties = {}, patternProperties = {} } = schema;
    const known = (name: string): boolean =>
      (isObject(properties) && has(properties, name)) ||
      (isObject(patternProperties) && Object.keys(patternProperties).some((pattern) => matchesPattern(pattern, name)));
    const more = Object.keys(value).filter((name) => !known(name));
    if (more.length === 0) return undefined;
    return `object instance has properties which are not allowed by the schema: ${JSON.stringify(more.sort())}`;
  },
  allOf: (wanted, _value, _schema, judge) => {
    if (!isList(wanted)) return undefined;
    const matched = fitting(wanted, judge);
    if (matched === wanted.length) return undefined;
    return `instance failed to match all required schemas (matched only ${matched} out of ${wanted.length})`;
  },
  anyOf: (wanted, _value, _schema, judge) =>
    isList(wanted) && fitting(wanted, judge) === 0
      ? `instance failed to match at least one required schema among ${wanted.length}`
      : undefined,
  dependencies: (wanted, value, _schema, judge) => {
    if (!isObject(wanted) || !isObject(value)) return undefined;
    return Object.entries(wanted).flatMap<Wrong>(([name, needs]) => {
      if (!has(value, name)) return [];
      if (!isList(needs)) return judge(needs);
      const missing = needs.filter((one) => !has(value, String(one)));
      if (missing.length === 0) return [];
      const [all, lacking] = [JSON.stringify(needs), JSON.stringify(missing)];
      const message = `property "${name}" of object has missing property dependencies (schema requires ${all}; missing: ${lacking})`;
      return [message];
    });
  },
  enum: (wanted, value) =>
    isList(wanted) && !wanted.some((one) => isSame(one, value))
      ? `instance value (${JSON.stringify(value)}) not found in enum (possible values: ${JSON.stringify(wanted)})`
      : undefined,
  maxItems: (wanted, value) =>
    isNumber(wanted) && isList(value) && value.length > wanted
      ? `array is too long: must have at most ${wanted} elements but instance has ${value.length} elements`
      : undefined,
  maxLength: (wanted, value) =>
    isNumber(wanted) && isText(value) && lengthOf(value) > wanted
      ? `string "${value}" is too long (length: ${lengthOf(value)}, maximum allowed: ${wanted})`
      : undefined,
  maxProperties: (wanted, value) =>
    isNumber(wanted) && isObject(value) && sizeOf(value) > wanted
      ? `object has too many properties (found ${sizeOf(value)} but schema requires at most ${wanted})`
      : undefined,
  maximum: (wanted, value, { exclusiveMaximum }) => {
    if (!isNumber(value) || !isNumber(wanted)) return undefined;
    if (value > wanted)
      return `numeric instance is greater than the required maximum (maximum: ${wanted}, found: ${value})`;
    return exclusiveMaximum === true && value === wanted
      ? `numeric instance is not strictly lower than the required maximum ${wanted}`
      : undefined;
  },
  minItems: (wanted, value) =>
    isNumber(wanted) && isList(value) && value.length < wanted
      ? `array is too short: must have at least ${wanted} elements but instance has ${value.length} elements`
      : undefined,
  minLength: (wanted, value) =>
    isNumber(wanted) && isText(value) && lengthOf(value) < wanted
      ? `string "${value}" is too short (length: ${lengthOf(value)}, required minimum: ${wanted})`
      : undefined,
  minProperties: (wanted, value) =>
    isNumber(wanted) && isObject(value) && sizeOf(value) < wanted
      ? `object has too few properties (found ${sizeOf(value)} but schema requires at least ${wanted})`
      : undefined,
  minimum: (wanted, value, { exclusiveMinimum }) => {
    if (!isNumber(value) || !isNumber(wanted)) return undefined;
    if (value < wanted)
      return `numeric instance is lower than the required minimum (minimum: ${wanted}, found: ${value})`;
    return exclusiveMinimum === true && value === wanted
      ? `numeric instance is not strictly greater than the required minimum ${wanted}`
      : undefined;
  },
  multipleOf: (wanted, value) => {
    if (!isNumber(value) || !isNumber(wanted) || wanted === 0) return undefined;
    const times = value / wanted;
    return Math.abs(times - Math.round(times)) < 1e-9
      ? undefined
      : `remainder of division is not zero (${value} / ${wanted})`;
  },
  not: (wanted, _value, _schema, judge) =>
    fitting([wanted], judge) === 1 ? "instance matched a schema which it should not have" : undefined,
  oneOf: (wanted, _value, _schema, judge) => {
    if (!isList(wanted)) return undefined;
    const matched = fitting(wanted, judge);
    if (matched === 1) return undefined;
    return `instance failed to match exactly one schema (matched ${matched} out of ${wanted.length})`;
  },
  pattern: (wanted, value) =>
    isText(value) && isText(wanted) && !matchesPattern(wanted, value)
      ? `ECMA 262 regex "${wanted}" does not match input string "${value}"`
      : undefined,
  required: (wanted, value) => {
    if (!isObject(value) || !isList(wanted)) return undefined;
    const missing = wanted.map(String).filter((name) => !has(value, name));
    if (missing.length === 0) return undefined;
    return `object has missing required properties (${JSON.stringify([...new Set(missing)].sort())})`;
  },
  type: (wanted, value) => {
    const allowed = typeNames(wanted);
    if (allowed.includes(typeName(value))) return undefined;
    return `instance type (${typeName(value)}) does not match any allowed primitive type (allowed: ${JSON.stringify(allowed)})`;
  },
  uniqueItems: (wanted, value) =>
    wanted === true && isList(value) && new Set(value.map(sortedText)).size < value.length
      ? "array must not contain duplicate elements"
      : undefined,
};

function fitting(schemas: readonly Json[], judge: Judge): number {
  return schemas.filter((schema) => judge(schema).length === 0).length;
}

const lengthOf = (text: string): number => [...text].length;
const sizeOf = (value: JsonObject): number => Object.keys(value).length;

/** The types that a `type` names, in the validator's order; a number may be an integer. */
function typeNames(wanted: Json): readonly string[] {
  const named = (isList(wanted) ? wanted : [wanted]).map(String);
  return [...new Set(named.includes("number") ? [...named, "integer"] : named)].sort();
}

function typeName(value: Json): string {
  if (value === null) return "null";
  if (isList(value)) return "array";
  return isNumber(value) && Number.isInteger(value) ? "integer" : typeof value;
}
