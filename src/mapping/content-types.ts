/** The content types that `--accept` names stand for. `any` is the list of what senders really send: API Gateway picks a template
 * by its exact type, and a type that is not listed gets 415. */
const named: Readonly<Record<string, readonly string[]>> = {
  json: ["application/json"],
  form: ["application/x-www-form-urlencoded"],
  text: ["text/plain"],
  any: [
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "text/csv",
    "text/html",
    "text/xml",
    "text/tab-separated-values",
    "application/xml",
    "application/javascript",
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/csp-report",
    "application/reports+json",
    "application/cloudevents+json",
    "application/cloudevents-batch+json",
    "application/ld+json",
    "application/problem+json",
    "application/vnd.api+json",
    "application/activity+json",
    "application/x-amz-json-1.0",
    "application/x-amz-json-1.1",
    "application/graphql",
    "application/yaml",
    "application/octet-stream",
    "application/gzip",
    "application/x-gzip",
    "application/zip",
    "application/pdf",
    "application/x-protobuf",
    "application/protobuf",
    "application/vnd.google.protobuf",
    "application/msgpack",
    "application/x-msgpack",
    "application/cbor",
    "application/avro",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
  ],
};

/** The content types that this list of names and types means, each once. */
export function contentTypes(accept: readonly string[]): readonly string[] {
  return [...new Set(accept.flatMap((one) => named[one] ?? [one.toLowerCase()]))];
}

/** The shortest words for `--accept` that mean these content types. */
export function acceptWords(types: readonly string[]): readonly string[] {
  const { any = [], ...one } = named;
  const all = any.every((type) => types.includes(type));
  const rest = all ? types.filter((type) => !any.includes(type)) : types;
  const short = (type: string): string => Object.keys(one).find((name) => one[name]?.[0] === type) ?? type;
  return [...(all ? ["any"] : []), ...rest.map(short)];
}

/** What an endpoint takes unless it is told otherwise. */
export const JSON_TYPES: readonly string[] = ["application/json"];

/** Those of these content types whose bodies are bytes, not text: API Gateway must be told, or it damages them. */
export function binaryTypes(types: readonly string[]): readonly string[] {
  return types.filter((type) => !textual(type));
}

/** Those of these content types whose bodies are one JSON value each. */
export function jsonTypes(types: readonly string[]): readonly string[] {
  return types.filter((type) => /[/+](json|csp-report|x-amz-json-1\.[01])$/.test(type));
}

/** The types among those that an API with these binary media types takes for bytes; `*` stands for any. */
export function bytesIn(binaryMediaTypes: readonly string[], types: readonly string[]): readonly string[] {
  const covers = (pattern: string, type: string): boolean =>
    pattern === type || pattern === "*/*" || (pattern.endsWith("/*") && type.startsWith(pattern.slice(0, -1)));
  return types.filter((type) => binaryMediaTypes.some((one) => covers(one.toLowerCase(), type)));
}

/** Is a body of this type text? */
export function textual(type: string): boolean {
  return (
    type.startsWith("text/") ||
    /[/+](json|xml|yaml|x-ndjson|ndjson|jsonl|javascript|graphql|csp-report|x-www-form-urlencoded|x-amz-json-1\.[01])$/.test(
      type,
    )
  );
}

/** Is this something that `--accept` takes? */
export function acceptable(text: string): boolean {
  return Object.hasOwn(named, text) || /^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+$/.test(text);
}
