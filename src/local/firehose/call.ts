import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import type { Members, Of } from "../shape/structure.ts";
import { whichStream } from "./members.ts";
import { findStream, storeOf } from "./store.ts";
import type { Running, Store } from "./store.ts";
import { deniedWords } from "../policy/denial.ts";

/** One call of an operation: who calls, when, and on what. */
export interface Call {
  readonly scope: Scope;
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An operation on no delivery stream in particular. */
export function operation<M extends Members>(
  name: string,
  members: M,
  work: (call: Call, input: Of<M>) => unknown,
): JsonOperation {
  return jsonOperation(name, members, (scope, input) => {
    authorize(scope, name, "*");
    return work(callOf(scope), input);
  });
}

/** An operation on the delivery stream that DeliveryStreamName names, which may not be there. */
export function namedOperation<M extends Members>(
  name: string,
  members: M,
  work: (call: Call, arn: string, input: Of<M> & { readonly DeliveryStreamName: string }) => unknown,
): JsonOperation {
  return jsonOperation(name, { ...whichStream, ...members }, (scope, given) => {
    // TypeScript cannot see through the spread of a type parameter.
    const input = given as Of<M> & { readonly DeliveryStreamName: string };
    const arn = arnOf(scope, input.DeliveryStreamName);
    authorize(scope, name, arn);
    return work(callOf(scope), arn, input);
  });
}

/** An operation on a delivery stream. Throws ResourceNotFoundException when it is not there. */
export function streamOperation<M extends Members>(
  name: string,
  members: M,
  work: (call: Call, running: Running, input: Of<M>) => unknown,
): JsonOperation {
  return namedOperation(name, members, (call, _, input) => {
    const running = findStream(call.store, input.DeliveryStreamName, call.now);
    if (running === undefined) throw notFound(call, input.DeliveryStreamName);
    return work(call, running, input);
  });
}

/** No such delivery stream. */
export function notFound({ scope }: Call, name: string): Fault {
  return new Fault("ResourceNotFoundException", `Firehose ${name} under account ${scope.account.id} not found.`);
}

/** The request makes no sense. */
export function invalid(message: string): Fault {
  return new Fault("InvalidArgumentException", message);
}

/** Not now. */
export function inUse(message: string): Fault {
  return new Fault("ResourceInUseException", message);
}

function arnOf({ partition, region, account }: Scope, name: string): string {
  return `arn:${partition}:firehose:${region}:${account.id}:deliverystream/${name}`;
}

/** Throws AccessDeniedException unless the caller may do `firehose:{operation}` on the ARN. */
export function authorize({ caller }: Scope, name: string, arn: string): void {
  const action = `firehose:${name}`;
  if (caller.allows(action, arn)) return;
  throw new Fault("AccessDeniedException", deniedWords(caller, action, arn));
}

function callOf(scope: Scope): Call {
  return { scope, store: storeOf(scope), now: scope.account.clock.now() };
}
