import { randomUUID } from "node:crypto";
import { Fault } from "../fault.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { encodeEvent, EventStream, eventStreamType } from "./event-stream.ts";
import type { JsonOperation } from "./json-operation.ts";
import { answer, failed, trace } from "./json-wire/answers.ts";
import { formatOf, json } from "./json-wire/format.ts";
import type { Format } from "./json-wire/format.ts";
import { turnedAway } from "./json-wire/turned-away.ts";
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

/** A service that speaks AWS JSON 1.1, and CBOR 1.1 for those who send it (the Java SDK): `X-Amz-Target: {target}.{Operation}`. */
export function jsonService({ name, target, operations, throttled = throttling }: JsonApi): Service {
  const prefix = `${target}.`;
  const known = new Map(operations.map((operation) => [operation.name, operation.run]));
  const find = (asked: string) => (asked.startsWith(prefix) ? known.get(asked.slice(prefix.length)) : undefined);
  return {
    name,
    operations: operations.map((operation) => operation.name),
    takes: ({ headers }) => headers["x-amz-target"]?.startsWith(prefix) === true,
    operationOf: ({ headers }) => headers["x-amz-target"]?.split(".").at(-1),
    answer: (scope, request) => {
      const asked = request.headers["x-amz-target"] ?? "";
      const run = find(asked);
      const away = turnedAway(request, run !== undefined);
      if (away !== undefined) return away;
      const format = formatOf(request) ?? json;
      try {
        const input = read(format, request);
        if (run === undefined) throw unknownOperation(asked.slice(asked.lastIndexOf(".") + 1));
        const output = run(scope, input);
        if (!(output instanceof Promise)) return written(format, output);
        return output.then((later) => written(format, later)).catch((error: unknown) => failed(format, error));
      } catch (error) {
        return failed(format, error);
      }
    },
    // AWS reads a request before it looks at who signed it.
    refuse: (fault, request) => {
      const isKnown = find(request.headers["x-amz-target"] ?? "") !== undefined;
      const away = turnedAway(request, isKnown);
      if (away !== undefined) return away;
      try {
        read(formatOf(request) ?? json, request);
      } catch (error) {
        return failed(formatOf(request) ?? json, error);
      }
      return refuse(fault, request);
    },
    errors: {
      throttled: (operation, request) => refuse(throttled(operation), request),
      broken: (request) => refuse(new Fault("InternalFailure", "Internal service failure.", 500), request),
      denied: (operation, request) =>
        refuse(new Fault("AccessDeniedException", deniedMessage(`${name}:${operation}`)), request),
    },
  };
}

const throttling = (): Fault => new Fault("ThrottlingException", "Rate exceeded");

/** Client errors have status 400. */
function refuse(fault: Fault, request: WireRequest): WireResponse {
  const { code, message } = jsonRefusal(fault);
  return failed(formatOf(request) ?? json, new Fault(code, message, fault.status < 500 ? 400 : fault.status));
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
