import { randomBytes, randomUUID } from "node:crypto";
import { Fault } from "../fault.ts";
import type { Operation, Service } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { checkSize, parseDocument } from "./bounded.ts";

/** What a request said, in parts: nobody has checked it but the parser. */
export interface RestInput {
  /** By the name in the route's braces, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** By name, decoded, in the order of the request. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** The parsed JSON body; an empty object when there was none. For a route with a payload, its bytes. */
  readonly body: unknown;
}

/** Which requests an operation answers. */
export interface Route {
  readonly method: string;
  /** Such as `/restapis/{restApiId}/stages`. A name in braces takes one segment, or all the rest as `{name+}`. */
  readonly path: string;
  /** Query parameters that must have these values. */
  readonly query?: Readonly<Record<string, string>>;
  /** The body is not JSON for the protocol, but a document for the operation. */
  readonly payload?: true;
  /** HTTP status of its success. */
  readonly ok: number;
  readonly run: Operation<RestInput, unknown>;
}

/** A service that speaks AWS's REST-JSON: the route says the operation, the body is JSON, an error's type stands in a header. */
export function restJsonService(routes: readonly Route[]): Service {
  const compiled = routes.map((route) => ({ route, segments: route.path.slice(1).split("/") }));
  return async (scope, request) => {
    try {
      const query = parseQuery(request.query);
      const segments = request.path.slice(1).split("/");
      for (const { route, segments: wanted } of compiled) {
        const path = route.method === request.method ? match(wanted, segments) : undefined;
        if (path === undefined || !hasQuery(query, route)) continue;
        checkSize(request.body);
        const body = route.payload === undefined ? parseBody(request.body) : request.body;
        const output = await route.run(scope, { path, query, body });
        return answer(route.ok, {}, output);
      }
      const asked = `${request.method} ${request.path}`;
      throw new Fault("UnknownOperationException", `The local AWS does not know the operation ${asked}.`, 404);
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault("InternalFailure", "", 500);
      return refusal(fault);
    }
  };
}

/** Which of the routes a request is for. */
export function routeOf<R extends Route>(routes: readonly R[], { method, path, query }: WireRequest): R | undefined {
  const segments = path.slice(1).split("/");
  const values = parseQuery(query);
  return routes.find(
    (route) =>
      route.method === method &&
      match(route.path.slice(1).split("/"), segments) !== undefined &&
      hasQuery(values, route),
  );
}

function match(wanted: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const greedy = wanted.at(-1)?.endsWith("+}") === true;
  if (greedy ? given.length < wanted.length : given.length !== wanted.length) return undefined;
  const path = Object.create(null) as Record<string, string>;
  for (const [i, segment] of wanted.entries()) {
    const isName = segment.startsWith("{");
    if (!isName && segment !== given[i]) return undefined;
    if (!isName) continue;
    const rest = segment.endsWith("+}");
    const value = decode(rest ? given.slice(i).join("/") : (given[i] ?? ""));
    if (value === "") return undefined;
    path[segment.slice(1, rest ? -2 : -1)] = value;
  }
  return path;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Fault("SerializationException", "");
  }
}

function parseQuery(query: string): Record<string, string[]> {
  const values = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of new URLSearchParams(query)) (values[name] ??= []).push(value);
  return values;
}

function hasQuery(query: Readonly<Record<string, readonly string[]>>, { query: wanted = {} }: Route): boolean {
  return Object.entries(wanted).every(([name, value]) => query[name]?.[0] === value);
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return parseDocument(body);
  } catch {
    // AWS's parser says no more than the type.
    throw new Fault("SerializationException", "");
  }
}

function refusal(fault: Fault): WireResponse {
  const body = fault.message === "" ? {} : { message: fault.message };
  return answer(fault.status, { "x-amzn-ErrorType": fault.code, ...fault.headers }, body);
}

function answer(status: number, headers: Readonly<Record<string, string>>, output: unknown): WireResponse {
  const trace = { "x-amzn-RequestId": randomUUID(), "x-amz-apigw-id": randomBytes(11).toString("base64") };
  const type = output === undefined ? undefined : { "Content-Type": "application/json" };
  return {
    status,
    headers: { ...trace, ...type, ...headers },
    body: output === undefined ? "" : JSON.stringify(output),
  };
}
