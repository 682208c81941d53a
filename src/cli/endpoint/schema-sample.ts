type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Schema = Readonly<Record<string, Json>>;

const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** How deep a schema that refers to itself is followed. */
const DEEPEST = 20;

/** A small JSON value made from a JSON Schema of draft 4. The caller must check that it fits: not every `pattern`, `not` or `oneOf`
 * can be met. */
export function schemaSample(root: unknown): unknown {
  return sample(root as Json, root as Json, DEEPEST);
}

function sample(given: Json | undefined, root: Json, depth: number): Json {
  const schema = whole(given, root, depth);
  if (schema === undefined) return "example";
  if ("default" in schema) return schema["default"]!;
  if (isList(schema["enum"])) return schema["enum"][0] ?? null;
  switch (typeOf(schema)) {
    case "object":
      return objectOf(schema, root, depth);
    case "array":
      return arrayOf(schema, root, depth);
    case "string":
      return textOf(schema);
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return true;
    default:
      return null;
  }
}

/** The schema merged with its reference, all of `allOf`, and the first of `anyOf` and `oneOf`. */
function whole(given: Json | undefined, root: Json, depth: number): Schema | undefined {
  if (!isSchema(given) || depth === 0) return undefined;
  if (typeof given["$ref"] === "string") return whole(pointed(given["$ref"], root), root, depth - 1);
  const first = (name: string): readonly Json[] => (isList(given[name]) ? given[name].slice(0, 1) : []);
  const parts = [...(isList(given["allOf"]) ? given["allOf"] : []), ...first("anyOf"), ...first("oneOf")];
  return parts.reduce<Schema>((sum, part) => joined(sum, whole(part, root, depth - 1) ?? {}), given);
}

function joined(one: Schema, other: Schema): Schema {
  const [ours, theirs] = [one["properties"], other["properties"]];
  const required = [one["required"], other["required"]].flatMap((list) => (isList(list) ? list : []));
  const properties = { ...(isSchema(ours) && ours), ...(isSchema(theirs) && theirs) };
  return {
    ...other,
    ...one,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

/** What a reference such as `#/definitions/name` leads to. */
function pointed(ref: string, root: Json): Json | undefined {
  if (!ref.startsWith("#")) return undefined;
  const names = decodeURIComponent(ref.slice(1)).split("/").slice(1);
  return names.reduce<Json | undefined>((at, name) => {
    const plain = name.replaceAll("~1", "/").replaceAll("~0", "~");
    return isSchema(at) ? at[plain] : isList(at) ? at[Number(plain)] : undefined;
  }, root);
}

function typeOf(schema: Schema): Json {
  const { type } = schema;
  if (isList(type)) return type[0] ?? null;
  if (type !== undefined) return type;
  if ("items" in schema || "minItems" in schema) return "array";
  if ("minimum" in schema || "maximum" in schema || "multipleOf" in schema) return "number";
  return "pattern" in schema || "minLength" in schema || "maxLength" in schema || "format" in schema
    ? "string"
    : "object";
}

function objectOf(schema: Schema, root: Json, depth: number): Json {
  const properties = isSchema(schema["properties"]) ? schema["properties"] : {};
  const required = isList(schema["required"]) ? schema["required"].map(String) : [];
  const least = Number(schema["minProperties"] ?? 0);
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const more = Math.max(0, least - required.length);
  const names = [...new Set([...required, ...optional.slice(0, more)])];
  const extra = Array.from({ length: Math.max(0, least - names.length) }, (_, index) => `example${index + 1}`);
  const { additionalProperties: others } = schema;
  return Object.fromEntries(
    [...names, ...extra].map((name) => [name, sample(properties[name] ?? others, root, depth - 1)]),
  );
}

function arrayOf(schema: Schema, root: Json, depth: number): Json {
  const { items, minItems = 0, additionalItems } = schema;
  return Array.from({ length: Math.min(Number(minItems), 1_000) }, (_, index) =>
    sample(isList(items) ? (items[index] ?? additionalItems) : items, root, depth - 1),
  );
}

const formats: Readonly<Record<string, string>> = {
  "date-time": "2026-01-01T00:00:00Z",
  email: "someone@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
};

function textOf({ format, minLength = 0, maxLength = Infinity }: Schema): string {
  const text = formats[String(format)] ?? "example";
  return text.padEnd(Math.min(Number(minLength), 10_000), "x").slice(0, Number(maxLength));
}

function numberOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Schema): number {
  const step = Number(multipleOf ?? 1);
  if (minimum !== undefined) {
    const least = Math.ceil(Number(minimum) / step) * step;
    return exclusiveMinimum === true && least === minimum ? least + step : least;
  }
  if (maximum === undefined || Number(maximum) >= step) return step;
  const most = Math.floor(Number(maximum) / step) * step;
  return exclusiveMaximum === true && most === maximum ? most - step : most;
}
