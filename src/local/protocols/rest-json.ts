import { randomBytes, randomUUID } from "node:crypto";
import { Fault } from "../fault.ts";
import type { Operation, Scope } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { checkSize, parseDocument } from "./bounded.ts";
import { deniedMessage, jsonRefusal, unknownOperation } from "./service.ts";
import type { Service } from "./service.ts";

/** The parts of a request, parsed but not checked. */
export interface RestInput {
  /** By the name in the route's braces, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** By name, decoded, in the order of the request. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** The parsed JSON body; an empty object when there was none. For a route with a payload, its bytes. */
  readonly body: unknown;
  /** The media type that the caller asks for. */
  readonly accept?: string | undefined;
}

/** An output that is sent as it is, not as JSON. */
export class FileOutput {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(body: string, headers: Readonly<Record<string, string>>) {
    this.body = body;
    this.headers = headers;
  }
}

/** An operation, and which requests call it. */
export interface RestOperation {
  /** As AWS calls it, such as `GetRestApi`. */
  readonly name: string;
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

/** A service of the REST-JSON protocol. */
export interface RestJsonApi {
  readonly name: string;
  /** The paths of its operations, by which unsigned requests are recognised. */
  readonly paths: RegExp;
  readonly operations: readonly RestOperation[];
  /** The permission that an operation needs, where its name differs from the operation's. */
  readonly permission?: (operation: RestOperation) => string;
}

/** A service that speaks AWS's REST-JSON: the route says the operation, the body is JSON. */
export function restJsonService({ name, paths, operations, permission = (one) => one.name }: RestJsonApi): Service {
  const routes = operations.map((operation) => ({ operation, segments: operation.path.slice(1).split("/") }));
  return {
    name,
    operations: operations.map((operation) => operation.name),
    takes: ({ path }) => paths.test(path),
    operationOf(request) {
      try {
        return called(routes, request, parseQuery(request.query))?.operation.name;
      } catch {
        return undefined;
      }
    },
    answer: (scope, request) => answered(routes, scope, request),
    refuse: restJsonError,
    errors: {
      throttled: () => restJsonError(new Fault("TooManyRequestsException", "Too Many Requests", 429)),
      broken: () => restJsonError(new Fault("ServiceUnavailableException", "Service Unavailable", 503)),
      denied(operation) {
        const found = operations.find((one) => one.name === operation);
        const action = found === undefined ? operation : permission(found);
        return restJsonError(new Fault("AccessDeniedException", deniedMessage(`${name}:${action}`), 403));
      },
    },
  };
}

interface Route {
  readonly operation: RestOperation;
  readonly segments: readonly string[];
}

type Query = Readonly<Record<string, readonly string[]>>;

async function answered(routes: readonly Route[], scope: Scope, request: WireRequest): Promise<WireResponse> {
  try {
    const query = parseQuery(request.query);
    const found = called(routes, request, query);
    if (found === undefined) {
      const asked = `${request.method} ${request.path}`;
      throw unknownOperation(asked, 404);
    }
    const { operation, path } = found;
    checkSize(request.body);
    const body = operation.payload === undefined ? parseBody(request.body) : request.body;
    const output = await operation.run(scope, { path, query, body, accept: request.headers["accept"] });
    return answer(operation.ok, {}, output);
  } catch (error) {
    return restJsonError(error instanceof Fault ? error : new Fault("InternalFailure", "", 500));
  }
}

/** The operation that a request calls, and what its path gives. */
function called(routes: readonly Route[], { method, path }: WireRequest, query: Query) {
  const given = path.slice(1).split("/");
  for (const { operation, segments } of routes) {
    const values = operation.method === method ? match(segments, given) : undefined;
    if (values !== undefined && hasQuery(query, operation)) return { operation, path: values };
  }
  return undefined;
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

function hasQuery(query: Query, { query: wanted = {} }: RestOperation): boolean {
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

/** An error of REST-JSON: its type stands in a header. */
export function restJsonError(fault: Fault): WireResponse {
  const { code, message } = jsonRefusal(fault);
  return answer(fault.status, { "x-amzn-ErrorType": code, ...fault.headers }, message === "" ? {} : { message });
}

function answer(status: number, headers: Readonly<Record<string, string>>, output: unknown): WireResponse {
  const trace = { "x-amzn-RequestId": randomUUID(), "x-amz-apigw-id": randomBytes(11).toString("base64") };
  if (output instanceof FileOutput) return { status, headers: { ...trace, ...output.headers }, body: output.body };
  const type = output === undefined ? undefined : { "Content-Type": "application/json" };
  return {
    status,
    headers: { ...trace, ...type, ...headers },
    body: output === undefined ? "" : JSON.stringify(output),
  };
}
