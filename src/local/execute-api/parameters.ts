import type { WireRequest } from "../http/wire.ts";
import type { Parameters } from "../velocity/aws/input.ts";

/** The parameters of a request; headers with the caller's spelling, the last value where a name is repeated. */
export interface RequestParameters extends Parameters {
  readonly multiValueQuerystring: Readonly<Record<string, readonly string[]>>;
}

const none: Readonly<Record<string, never>> = Object.freeze({});

/** Reads the parameters from the request; `header` is what the method is to see of its headers. */
export function readParameters(
  { query }: WireRequest,
  header: Readonly<Record<string, string>>,
  path: Readonly<Record<string, string>>,
): RequestParameters {
  const multiValueQuerystring = query === "" ? none : readQuery(query);
  return {
    path,
    querystring: query === "" ? none : lastValues(multiValueQuerystring),
    header,
    multiValueQuerystring,
  };
}

/** Percent-decoding that leaves invalid escapes alone. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// API Gateway splits a query string at semicolons, too.
function readQuery(query: string): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const pair of query.split(/[&;]/)) {
    if (pair === "") continue;
    const [name, value] = splitOnce(pair.replaceAll("+", " "), "=");
    (values[decodePercent(name)] ??= []).push(decodePercent(value));
  }
  return values;
}

/** The headers of a request with the caller's spelling. */
export function readHeaders(rawHeaders: readonly string[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers[rawHeaders[at] ?? ""] = rawHeaders[at + 1] ?? "";
  return headers;
}

function lastValues(values: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? ""]));
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
