import { randomBytes } from "node:crypto";
import { Fault } from "../../fault.ts";
import type { WireResponse } from "../../http/wire.ts";
import { randomUuid } from "../random-uuid.ts";
import type { Format } from "./format.ts";

/** An answer with its ids. */
export function answer(
  format: Format,
  status: number,
  body: string | Buffer,
  more: Fault["headers"] = {},
): WireResponse {
  return { status, headers: trace({ "Content-Type": format.contentType, ...more }), body };
}

/** What an operation that failed answers: its refusal, or InternalFailure for a mistake of ours. */
export function failed(format: Format, error: unknown): WireResponse {
  const fault = error instanceof Fault ? error : new Fault("InternalFailure", "", 500);
  return answer(format, fault.status, format.write(faultBody(fault)), fault.headers);
}

/** SerializationException alone spells its member with a capital. */
function faultBody(fault: Fault): Readonly<Record<string, string>> {
  if (fault.message === "") return { __type: fault.code };
  return { __type: fault.code, [fault.code === "SerializationException" ? "Message" : "message"]: fault.message };
}

/** The ids of an answer, and its other headers. */
// Spread last: V8 is slow at adding to a copy.
export function trace(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
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
