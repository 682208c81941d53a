import { canonicalText, sameValue } from "./same-json.ts";

/** Do two texts of JSON Schema (draft 4) ask for the same? The order of members means nothing, nor does that of the lists which
 * are sets. Text that is not JSON is compared as it is. */
export function sameSchema(one: string, other: string): boolean {
  try {
    return sameValue(schema(JSON.parse(one)), schema(JSON.parse(other)));
  } catch {
    return one === other;
  }
}

/** The members whose value is, or holds, schemas or sets; the lists of any other, such as those of `default`, have an order. */
const members: Readonly<Record<string, (value: unknown) => unknown>> = {
  required: set,
  enum: set,
  type: set,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  not: schema,
  additionalProperties: schema,
  additionalItems: schema,
  // A list of schemas is one for each place.
  items: (value) => (Array.isArray(value) ? value.map(schema) : schema(value)),
  properties: each(schema),
  patternProperties: each(schema),
  definitions: each(schema),
  dependencies: each((value) => (Array.isArray(value) ? set(value) : schema(value))),
};

function schema(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    return [name, Object.hasOwn(members, name) ? members[name]!(inner) : inner];
  });
  return Object.fromEntries(entries);
}

function schemas(value: unknown): unknown {
  return Array.isArray(value) ? set(value.map(schema)) : value;
}

function set(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((one) => [canonicalText(one), one] as const).sort(([one], [other]) => (one < other ? -1 : 1));
}

function each(work: (value: unknown) => unknown): (value: unknown) => unknown {
  return (value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, work(inner)])) : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
