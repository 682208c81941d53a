import { Fault } from "../fault.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import type { Scope } from "../account/scope.ts";
import { memoryCorner } from "./memory-limit.ts";
import type { Memory } from "./memory-limit.ts";
import { kinesisSettings } from "./settings.ts";
import type { KinesisSettings } from "./settings.ts";
import type { Members, Of } from "../shape/structure.ts";
import { storeOf } from "./store.ts";
import type { Store } from "./store.ts";

/** One call of an operation: who calls, when, and on what. */
export interface Call {
  readonly operation: string;
  readonly scope: Scope;
  readonly store: Store;
  readonly settings: KinesisSettings;
  readonly memory: Memory;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An operation: its name, the members of its input, its work. */
export function operation<M extends Members>(
  name: string,
  members: M,
  work: (call: Call, input: Of<M>) => unknown,
): JsonOperation {
  return jsonOperation(name, members, (scope, input) => work(callOf(name, scope), input));
}

/** Throws AccessDeniedException unless the caller may do that on the ARN, and the refusal that the settings ask for. */
export function admit(call: Call, arn: string, streamName: string): void {
  authorize(call, call.operation, arn);
  const refused = call.settings.refusal?.(call.operation, streamName);
  if (refused) throw refused;
}

/** Throws AccessDeniedException unless the caller may do `kinesis:{operation}` on the ARN. */
export function authorize({ scope }: Call, name: string, arn: string): void {
  const action = `kinesis:${name}`;
  if (scope.caller.allows(action, arn)) return;
  throw new Fault(
    "AccessDeniedException",
    `User: ${scope.caller.arn} is not authorized to perform: ${action} on resource: ${arn} ` +
      `because no identity-based policy allows the ${action} action`,
  );
}

/** What Kinesis says to too many calls of an operation. */
export function kinesisThrottled(operation: string): Fault {
  const isData = /^(Put|Get)Record/.test(operation);
  const code = isData ? "ProvisionedThroughputExceededException" : "LimitExceededException";
  return new Fault(code, "Rate exceeded for the stream or the account.");
}

/** The request makes no sense. */
export function invalid(message: string): Fault {
  return new Fault("InvalidArgumentException", message);
}

function callOf(name: string, scope: Scope): Call {
  const { account } = scope;
  return {
    operation: name,
    scope,
    store: storeOf(scope),
    settings: account.corner(kinesisSettings, ""),
    memory: account.corner(memoryCorner, ""),
    now: account.clock.now(),
  };
}
