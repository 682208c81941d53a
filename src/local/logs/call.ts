import { beforeLogsAreRead } from "../account/log-sink.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { jsonDialect } from "../protocols/json-dialect.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import type { Dialect } from "../shape/shape.ts";
import type { Members, Of } from "../shape/structure.ts";
import { invalid, noGroup } from "./faults.ts";
import type { LogGroup } from "./group/log-group.ts";
import { expire, logsStore } from "./store.ts";
import type { LogsStore } from "./store.ts";
import { deniedWords } from "../policy/denial.ts";

/** One call of an operation: who calls, when, and on what. */
export interface Call {
  readonly operation: string;
  readonly scope: Scope;
  readonly store: LogsStore;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** CloudWatch Logs has a name of its own for an input that breaks a constraint. */
const dialect: Dialect = { ...jsonDialect, refusal: (reading) => invalid(jsonDialect.refusal(reading).message) };

/** An operation: its name, the members of its input, its work. */
export function operation<M extends Members>(
  name: string,
  members: M,
  work: (call: Call, input: Of<M>) => unknown,
): JsonOperation {
  return jsonOperation(
    name,
    members,
    (scope, input) => {
      const { account, region } = scope;
      for (const each of account.corner(beforeLogsAreRead, "")) each();
      const call = { operation: name, scope, store: logsStore(account, region), now: account.clock.now() };
      return work(call, input) ?? {};
    },
    dialect,
  );
}

/** The ARN of a log group of the account, without `:*`. */
export function groupArn({ account, region, partition }: Omit<Scope, "caller">, name: string): string {
  return `arn:${partition}:logs:${region}:${account.id}:log-group:${name}`;
}

/** Throws AccessDeniedException unless the caller may do the operation on the group, or on a stream of it. */
export function admit(call: Call, group: string, stream = ""): void {
  authorize(call, `${groupArn(call.scope, group)}:log-stream:${stream}`);
}

/** Throws AccessDeniedException unless the caller may do the operation on the ARN. */
export function authorize({ operation: name, scope: { caller } }: Call, arn: string): void {
  const action = `logs:${name}`;
  if (caller.allows(action, arn)) return;
  throw new Fault("AccessDeniedException", deniedWords(caller, action, arn));
}

/** The group of that name, without the events that have expired. Throws AccessDenied- and ResourceNotFoundException. */
export function existing(call: Call, name: string, stream = ""): LogGroup {
  admit(call, name, stream);
  const group = call.store.groups.get(name);
  if (group === undefined) throw noGroup();
  expire(call.store, group, call.now);
  return group;
}

/** The name of a group that is given by name or by ARN. Throws ValidationException when it is given
 * by both, InvalidParameterException when by none. */
export function groupNamed(given: {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}): string {
  const { logGroupName, logGroupIdentifier } = given;
  if (logGroupName !== undefined && logGroupIdentifier !== undefined)
    throw new Fault("ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
  const name = logGroupName ?? (logGroupIdentifier === undefined ? undefined : nameIn(logGroupIdentifier));
  if (name === undefined) throw invalid("Exactly one of logGroupName and logGroupIdentifier must be provided.");
  return name;
}

/** The group's name in its ARN, with or without `:*`; a name is taken as it is. */
export function nameIn(identifier: string): string {
  return /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:]+)(?::\*)?$/.exec(identifier)?.[1] ?? identifier;
}
