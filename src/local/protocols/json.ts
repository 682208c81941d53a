import { randomBytes, randomUUID } from "node:crypto";
import { Fault } from "../fault.ts";
import type { Operation, Service } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { parseJson } from "./bounded.ts";
import { decodeCbor } from "./decode-cbor.ts";
import { encodeCbor } from "./encode-cbor.ts";
import { encodeEvent, EventStream, eventStreamType } from "./event-stream.ts";
import { jsonText } from "./json-text.ts";

/** The operations of a service by name. Input is what the wire said and nobody checked; blobs and times of the output are Buffers and Dates. */
export type Operations = Readonly<Record<string, Operation<unknown, unknown>>>;

interface Format {
  readonly contentType: string;
  read(body: Buffer): unknown;
  write(value: unknown): string | Buffer;
}

const json: Format = {
  contentType: "application/x-amz-json-1.1",
  read: parseJson,
  write: jsonText,
};

const cbor: Format = { contentType: "application/x-amz-cbor-1.1", read: decodeCbor, write: encodeCbor };

/** A service that speaks AWS JSON 1.1, and CBOR 1.1 for those who send it (the Java SDK): `X-Amz-Target: {target}.{Operation}`. */
export function jsonService(target: string, operations: Operations): Service {
  const prefix = `${target}.`;
  return (scope, request) => {
    const asked = request.headers["x-amz-target"] ?? "";
    const format = formatOf(request);
    if (format === undefined) return otherContentType(request, asked);
    const name = asked.startsWith(prefix) ? asked.slice(prefix.length) : "";
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    try {
      const input = read(format, request.body);
      if (operation === undefined) throw new Fault("UnknownOperationException", "");
      const output = operation(scope, input);
      if (!(output instanceof Promise)) return written(format, output);
      return output.then((later) => written(format, later)).catch((error: unknown) => failed(format, error));
    } catch (error) {
      return failed(format, error);
    }
  };
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

function read(format: Format, body: Buffer): unknown {
  let value: unknown;
  try {
    value = format.read(body);
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

// What is spread comes last: V8 is slow to add to a copy.
function trace(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { "x-amzn-RequestId": randomUUID(), "x-amz-id-2": extendedId(), ...more };
}

const ID_BYTES = 72;
let random = Buffer.alloc(0);

// Random bytes are dear one request at a time.
function extendedId(): string {
  if (random.length < ID_BYTES) random = randomBytes(ID_BYTES * 100);
  const id = random.toString("base64", 0, ID_BYTES);
  random = random.subarray(ID_BYTES);
  return id;
}

/** What AWS says to a request in none of its two formats. Plain JSON gets an answer of its own: that is what a caller of
 * API Gateway meets when the integration forgets to set Content-Type. */
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
