import { Fault } from "../fault.ts";
import type { Scope } from "../account/scope.ts";
import { invalid } from "./call.ts";
import type { Call } from "./call.ts";
import { findStream } from "./store.ts";
import { statusOf } from "./stream/stream.ts";
import type { Stream } from "./stream/stream.ts";

/** Where a stream is, whether or not it exists. */
export interface Address {
  readonly name: string;
  readonly account: string;
  readonly arn: string;
}

/** The three ways to name a stream. */
export interface WhichStream {
  readonly StreamName?: string;
  readonly StreamARN?: string;
  readonly StreamId?: string;
}

/** The address of a stream of the caller's own. */
export function addressOf({ account, region, partition }: Scope, name: string): Address {
  return { name, account: account.id, arn: `arn:${partition}:kinesis:${region}:${account.id}:stream/${name}` };
}

/** The address that the input gives. Throws InvalidArgumentException when it gives none, or two. */
export function addressed(call: Call, { StreamName, StreamARN, StreamId }: WhichStream): Address {
  if (StreamARN !== undefined) {
    const there = addressOfArn(StreamARN);
    if (StreamName !== undefined && StreamName !== there.name) {
      throw invalid(`StreamName ${StreamName} and StreamARN ${StreamARN} do not name the same stream.`);
    }
    return there;
  }
  if (StreamName !== undefined) return addressOf(call.scope, StreamName);
  const known = StreamId && [...call.store.streams.values()].find(({ id }) => id === StreamId);
  if (known) return addressOf(call.scope, known.name);
  throw invalid("Either StreamName or StreamARN must be provided.");
}

/** The address in a stream's ARN, or in that of something below it. */
export function addressOfArn(arn: string): Address {
  const [, , , , account = "", resource = ""] = arn.split(":");
  const [, name = ""] = resource.split("/");
  return { name, account, arn };
}

/** The stream there. Throws ResourceNotFoundException. */
export function existing(call: Call, address: Address): Stream {
  const stream = isOurs(call, address) ? findStream(call.store, address.name, call.now) : undefined;
  if (!stream) throw notFound(address);
  return stream;
}

/** The stream there, which takes records: not while it is being made or deleted. */
export function writable(call: Call, address: Address): Stream {
  const stream = existing(call, address);
  const status = statusOf(stream, call.now);
  if (status !== "ACTIVE" && status !== "UPDATING") throw notFound(address);
  return stream;
}

/** The stream there, ready to be changed. Throws ResourceInUseException while it is in any state but ACTIVE. */
export function active(call: Call, address: Address): Stream {
  const stream = existing(call, address);
  const status = statusOf(stream, call.now);
  if (status !== "ACTIVE") throw inUse(`${streamUnder(address)} not ACTIVE, instead in state ${status}`);
  return stream;
}

/** How AWS calls a stream in its messages. */
export function streamUnder({ name, account }: Address): string {
  return `Stream ${name} under account ${account}`;
}

/** No such stream. */
export function notFound(address: Address): Fault {
  return new Fault("ResourceNotFoundException", `${streamUnder(address)} not found.`);
}

/** Not now. */
export function inUse(message: string): Fault {
  return new Fault("ResourceInUseException", message);
}

function isOurs({ scope }: Call, { name, arn }: Address): boolean {
  return arn === addressOf(scope, name).arn;
}
