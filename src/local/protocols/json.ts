import { randomBytes, randomUUID } from "node:crypto";
import { Fault } from "../fault.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { parseJson } from "./bounded.ts";
import { decodeCbor } from "./cbor/decode-cbor.ts";
import { encodeCbor } from "./cbor/encode-cbor.ts";
import { encodeEvent, EventStream, eventStreamType } from "./event-stream.ts";
import type { JsonOperation } from "./json-operation.ts";
import { jsonText } from "./json-text.ts";
import { randomUuid } from "./random-uuid.ts";
import { deniedMessage, jsonRefusal, unknownOperation } from "./service.ts";
import type { Service } from "./service.ts";

/** A service of the JSON protocol. */
export interface JsonApi {
  readonly name: string;
  /** What stands before the operation in `X-Amz-Target`, such as `Kinesis_20131202`. */
  readonly target: string;
  readonly operations: readonly JsonOperation[];
  /** What it says to too many calls of the operation; `ThrottlingException` when left out. */
  readonly throttled?: (operation: string) => Fault;
}

interface Format {
  readonly contentType: string;
  read(request: WireRequest): unknown;
  write(value: unknown): string | Buffer;
}

const json: Format = {
  contentType: "application/x-amz-json-1.1",
  read: ({ text, body }) => parseJson(text ?? body),
  write: jsonText,
};

const cbor: Format = {
  contentType: "application/x-amz-cbor-1.1",
  read: ({ body }) => decodeCbor(body),
  write: encodeCbor,
};

/** A service that speaks AWS JSON 1.1, and CBOR 1.1 for those who send it (the Java SDK): `X-Amz-Target: {target}.{Operation}`. */
export function jsonService({ name, target, operations, throttled = throttling }: JsonApi): Service {
  const prefix = `${target}.`;
  return {
    name,
    operations: operations.map((operation) => operation.name),
    takes: ({ headers }) => headers["x-amz-target"]?.startsWith(prefix) === true,
    operationOf: ({ headers }) => headers["x-amz-target"]?.split(".").at(-1),
    answer: answerer(prefix, new Map(operations.map((operation) => [operation.name, operation.run]))),
    refuse,
    errors: {
      throttled: (operation) => refuse(throttled(operation)),
      broken: () => refuse(new Fault("InternalFailure", "Internal service failure.", 500)),
      denied: (operation) => refuse(new Fault("AccessDeniedException", deniedMessage(`${name}:${operation}`))),
    },
  };
}

function answerer(prefix: string, operations: ReadonlyMap<string, JsonOperation["run"]>): Service["answer"] {
  return (scope, request) => {
    const asked = request.headers["x-amz-target"] ?? "";
    const format = formatOf(request);
    if (format === undefined) return otherContentType(request, asked);
    const operation = asked.startsWith(prefix) ? operations.get(asked.slice(prefix.length)) : undefined;
    try {
      const input = read(format, request);
      if (operation === undefined) throw unknownOperation(asked.slice(asked.lastIndexOf(".") + 1));
      const output = operation(scope, input);
      if (!(output instanceof Promise)) return written(format, output);
      return output.then((later) => written(format, later)).catch((error: unknown) => failed(format, error));
    } catch (error) {
      return failed(format, error);
    }
  };
}

const throttling = (): Fault => new Fault("ThrottlingException", "Rate exceeded");

/** Client errors have status 400. */
function refuse(fault: Fault): WireResponse {
  const { code, message } = jsonRefusal(fault);
  return jsonError(new Fault(code, message, fault.status < 500 ? 400 : fault.status));
}

/** An error of AWS JSON 1.0 or 1.1, whichever the request's Content-Type is. */
export function jsonError({ code, message, status }: Fault, asked = ""): WireResponse {
  const contentType = asked.startsWith("application/x-amz-json-") ? asked : json.contentType;
  const headers = { "x-amzn-RequestId": randomUUID(), "Content-Type": contentType };
  return { status, headers, body: JSON.stringify({ __type: code, message }) };
}

function written(format: Format, output: unknown): WireResponse {
  if (output instanceof EventStream) return streamed(format, output);
  return answer(format, 200, output === undefined ? "" : format.write(output));
}

function failed(format: Format, error: unknown): WireResponse {
  const fault = error instanceof Fault ? error : new Fault("InternalFailure", "", 500);
  return answer(format, fault.status, format.write(faultBody(fault)), fault.headers);
}

function formatOf(request: WireRequest): Format | undefined {
  const contentType = mediaType(request);
  return contentType === json.contentType ? json : contentType === cbor.contentType ? cbor : undefined;
}

function mediaType(request: WireRequest): string {
  return (request.headers["content-type"] ?? "").split(";", 1)[0]!.trim().toLowerCase();
}

function read(format: Format, request: WireRequest): unknown {
  let value: unknown;
  try {
    value = format.read(request);
  } catch {
    // AWS's parser says no more than the type.
  }
  if (typeof value !== "object" || value === null) throw new Fault("SerializationException", "");
  return value;
}

/** SerializationException alone spells its member with a capital. */
function faultBody(fault: Fault): Readonly<Record<string, string>> {
  if (fault.message === "") return { __type: fault.code };
  return { __type: fault.code, [fault.code === "SerializationException" ? "Message" : "message"]: fault.message };
}

function answer(format: Format, status: number, body: string | Buffer, more: Fault["headers"] = {}): WireResponse {
  return { status, headers: trace({ "Content-Type": format.contentType, ...more }), body };
}

function streamed({ contentType, write }: Format, { events }: EventStream): WireResponse {
  async function* pieces(): AsyncGenerator<Buffer> {
    yield encodeEvent("initial-response", contentType, write({}));
    try {
      for await (const { type, value } of events) yield encodeEvent(type, contentType, write(value));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      yield encodeEvent(error.code, contentType, write({ message: error.message }), "exception");
    }
  }
  return { status: 200, headers: trace({ "Content-Type": eventStreamType }), body: "", stream: pieces() };
}

// Spread last: V8 is slow at adding to a copy.
function trace(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { "x-amzn-RequestId": randomUuid(), "x-amz-id-2": extendedId(), ...more };
}

const ID_BYTES = 72;
let random = Buffer.alloc(0);

// Drawn in bulk: random bytes are slow to get one by one.
function extendedId(): string {
  if (random.length < ID_BYTES) random = randomBytes(ID_BYTES * 100);
  const id = random.toString("base64", 0, ID_BYTES);
  random = random.subarray(ID_BYTES);
  return id;
}

/** AWS's answer to a request that is neither JSON 1.1 nor CBOR. Plain JSON gets an answer of its own: API Gateway's callers see
 * it when the integration does not set Content-Type. */
function otherContentType(request: WireRequest, asked: string): WireResponse {
  if (mediaType(request) === "application/json") {
    const parses = request.body.length > 0 && isJsonObject(request.body);
    const type = parses ? "UnknownOperationException" : "SerializationException";
    const body = { Output: { __type: `com.amazon.coral.service#${type}` }, Version: "1.0" };
    return {
      status: parses ? 404 : 400,
      headers: trace({ "Content-Type": "application/json" }),
      body: JSON.stringify(body),
    };
  }
  if (!asked.includes(".")) {
    const message = "Unable to determine service/operation name to be authorized";
    const body = `<AccessDeniedException>\n  <Message>${message}</Message>\n</AccessDeniedException>\n`;
    return { status: 403, headers: trace(), body };
  }
  return { status: 404, headers: trace(), body: "<UnknownOperationException/>\n" };
}

function isJsonObject(body: Buffer): boolean {
  try {
    const value = parseJson(body);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
