/** The short names of `--accept`. `any` lists what senders really send: API Gateway chooses a template by the exact type, and answers
 * 415 to a type without one. */
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
    "application/scim+json",
    "application/hal+json",
    "application/soap+xml",
    "application/logplex-1",
    "multipart/form-data",
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

/** The content types of a list of short names and types, each once. */
export function contentTypes(accept: readonly string[]): readonly string[] {
  return [...new Set(accept.flatMap((one) => named[one] ?? [one.toLowerCase()]))];
}

/** The shortest words for `--accept` that mean these content types. */
export function acceptWords(types: readonly string[]): readonly string[] {
  const { any = [], ...one } = named;
  const all = any.every((type) => types.includes(type));
  const rest = [...new Set(types)].filter((type) => !all || !any.includes(type));
  const short = (type: string): string => Object.keys(one).find((name) => one[name]?.[0] === type) ?? type;
  return [...(all ? ["any"] : []), ...rest.map(short)];
}

/** The type of bytes of any kind. */
export const BYTES = "application/octet-stream";

/** What an endpoint accepts by default. */
export const JSON_TYPES: readonly string[] = ["application/json"];

const NDJSON_TYPES = ["application/x-ndjson", "application/ndjson", "application/jsonl"];

/** The content types of batches: JSON in any case, and of those that the endpoint takes, the ones whose bodies are JSON; `lines`: those of
 * NDJSON too, and all that are text. */
export function batchTypes(accept: readonly string[] = [], lines = false): readonly string[] {
  const more = lines ? [...NDJSON_TYPES, ...accept.filter(textual)] : jsonTypes(accept);
  return [...new Set([...JSON_TYPES, ...more])];
}

/** The content types whose bodies are bytes: API Gateway damages them unless they are among its binary media types. */
export function binaryTypes(types: readonly string[]): readonly string[] {
  return types.filter((type) => !textual(type));
}

/** The content types whose bodies are one JSON value. */
export function jsonTypes(types: readonly string[]): readonly string[] {
  return types.filter((type) => /[/+](json|csp-report|x-amz-json-1\.[01])$/.test(type));
}

/** The content types whose bodies an API with these binary media types, such as `image/*`, treats as bytes. */
export function bytesIn(binaryMediaTypes: readonly string[], types: readonly string[]): readonly string[] {
  const covers = (pattern: string, type: string): boolean =>
    pattern === type || pattern === "*/*" || (pattern.endsWith("/*") && type.startsWith(pattern.slice(0, -1)));
  return types.filter((type) => binaryMediaTypes.some((one) => covers(one.toLowerCase(), type)));
}

/** Is a body of this type text? */
export function textual(type: string): boolean {
  return (
    type.startsWith("text/") ||
    /[/+](json|xml|yaml|x-ndjson|ndjson|jsonl|javascript|graphql|csp-report|logplex-1|x-www-form-urlencoded|x-amz-json-1\.[01])$/.test(
      type,
    )
  );
}

/** Is this a short name of `--accept` or a content type? */
export function acceptable(text: string): boolean {
  return Object.hasOwn(named, text) || /^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+$/.test(text);
}
