import { Fault } from "../fault.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import type { Scope } from "../account/scope.ts";
import { memoryCorner } from "./memory-limit.ts";
import type { Memory } from "./memory-limit.ts";
import { kinesisSettings } from "./settings.ts";
import type { KinesisSettings } from "./settings.ts";
import type { Members, Of } from "../shape/structure.ts";
import { deniedBy } from "../policy/denial.ts";
import { refusedBy } from "../policy/resource-policy.ts";
import { policyOn } from "./stream/policy-on.ts";
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
  authorize(call, call.operation, arn, streamName);
  const refused = call.settings.refusal?.(call.operation, streamName);
  if (refused) throw refused;
}

/** Throws AccessDeniedException unless the caller may do `kinesis:{operation}` on the ARN. */
export function authorize(call: Call, name: string, arn: string, streamName: string): void {
  const action = `kinesis:${name}`;
  const { account, caller, partition } = call.scope;
  const statements = policyOn(call.store.streams.get(streamName), arn, call.now);
  if (statements === undefined && caller.allows(action, arn)) return;
  const accountNames = caller.accountNames ?? [`arn:${partition}:iam::${account.id}:root`, account.id];
  const denial = refusedBy(statements ?? [], caller, accountNames, { action, resource: arn, context: {} });
  if (denial !== undefined) throw new Fault("AccessDeniedException", deniedBy(denial, caller.arn, action, arn));
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
