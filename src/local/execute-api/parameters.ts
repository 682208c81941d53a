import type { WireRequest } from "../http/wire.ts";
import type { Parameters } from "../velocity/aws/input.ts";

/** The parameters of a request; headers with the caller's spelling, the last value where a name is repeated. */
export interface RequestParameters extends Parameters {
  readonly multiValueQuerystring: Readonly<Record<string, readonly string[]>>;
}

const none: Readonly<Record<string, never>> = Object.freeze({});

/** Reads the parameters from the request; `readHeader` gives what the method is to see of its headers, once somebody asks. */
export function readParameters(
  { query }: WireRequest,
  readHeader: () => Readonly<Record<string, string>>,
  path: Readonly<Record<string, string>>,
): RequestParameters {
  const multiValueQuerystring = query === "" ? none : readQuery(query);
  return new ReadParameters(path, multiValueQuerystring, readHeader);
}

// A class: V8 gives each object literal with a getter a shape of its own.
class ReadParameters implements RequestParameters {
  readonly path;
  readonly querystring;
  readonly multiValueQuerystring;
  readonly #readHeader;
  #header: Readonly<Record<string, string>> | undefined;

  constructor(
    path: Readonly<Record<string, string>>,
    multiValueQuerystring: Readonly<Record<string, readonly string[]>>,
    readHeader: () => Readonly<Record<string, string>>,
  ) {
    this.path = path;
    this.querystring = multiValueQuerystring === none ? none : lastValues(multiValueQuerystring);
    this.multiValueQuerystring = multiValueQuerystring;
    this.#readHeader = readHeader;
  }

  get header(): Readonly<Record<string, string>> {
    return (this.#header ??= this.#readHeader());
  }
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
