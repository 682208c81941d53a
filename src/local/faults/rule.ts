const callKinds = ["throttle", "error", "deny", "cut", "lost", "timeout", "slow", "die-before", "die-after"] as const;
const durations = ["iam-lag", "list-lag", "stream-create", "stream-update", "stream-delete"] as const;
const once: readonly string[] = ["lost", "cut", "timeout", "die-before", "die-after"];

/** What goes wrong at a call. */
export type CallFault = (typeof callKinds)[number];

/** How the account behaves as a whole. */
export type AccountFault = (typeof durations)[number] | "rates" | "partial";

/** Which calls a rule is for. */
export type Where =
  | { readonly type: "all" }
  /** The N-th call of a service since the start, from 1; requests to endpoints, and the calls that these make, do not count. */
  | { readonly type: "call"; readonly number: number }
  /** AWS's name of the operation, or of the service. */
  | { readonly type: "name"; readonly name: string };

/** One rule of `--fault`. */
export type Rule =
  | {
      readonly type: "call";
      readonly kind: CallFault;
      /** Milliseconds, for `slow`. */
      readonly ms: number;
      readonly where: Where;
      /** How many calls it strikes at most. */
      readonly times: number;
      /** Share of its calls that it strikes, in percent. */
      readonly percent: number;
      /** As it was written. */
      readonly text: string;
    }
  /** `value` is in milliseconds, or in percent for `partial`. */
  | { readonly type: "account"; readonly kind: AccountFault; readonly value: number };

const form = /^([a-z-]+)(?:=([^@*~]+))?(?:@([^*~]+))?(?:\*(\d+))?(?:~(\d+)%)?$/;

/** Reads a rule: `KIND[=VALUE][@WHERE][*TIMES][~PERCENT%]`, such as `slow=100ms`, `throttle@PutMethod*2`, `error@iam~10%`,
 * `lost@CreateRestApi`, `die-after@#17`, `iam-lag=10s`. WHERE is an operation, a service or `#N`, the N-th call. Throws an Error
 * with one sentence. */
export function parseRule(text: string): Rule {
  const [whole, kind = "", value, where, times, percent] = form.exec(text) ?? [];
  if (whole === undefined) throw new Error(`"${text}" is not a fault: write KIND[=VALUE][@WHERE][*TIMES][~PERCENT%].`);
  if (isOneOf(callKinds, kind)) {
    if (kind === "slow" ? value === undefined : value !== undefined)
      throw new Error(`"${text}": ${kind} takes ${kind === "slow" ? "a duration, such as slow=100ms" : "no value"}.`);
    if (times === "0" || where === "#0" || !(Number(percent ?? 100) >= 1 && Number(percent ?? 100) <= 100))
      throw new Error(`"${text}" would never strike: *TIMES and #N begin at 1, and ~PERCENT% is from 1 to 100.`);
    return {
      type: "call",
      kind,
      ms: value === undefined ? 0 : duration(value, text),
      where: whereOf(where),
      times: times === undefined ? usualTimes(kind, where) : Number(times),
      percent: percent === undefined ? 100 : Number(percent),
      text,
    };
  }
  if (where !== undefined || times !== undefined || percent !== undefined)
    throw new Error(`"${text}": ${kind} is for the whole account and takes no @, * or ~.`);
  if (isOneOf(durations, kind)) return { type: "account", kind, value: duration(value, text) };
  if (kind === "rates" && value === undefined) return { type: "account", kind, value: 0 };
  const share = /^(\d{1,3})%$/.exec(value ?? "")?.[1];
  if (kind === "partial" && Number(share) >= 1 && Number(share) <= 100)
    return { type: "account", kind, value: Number(share) };
  throw new Error(
    kind === "partial"
      ? `"${text}": partial takes a share of the records from 1% to 100%, such as partial=10%.`
      : `"${text}": there is no fault ${kind}. There are ${[...callKinds, ...durations, "rates", "partial"].join(", ")}.`,
  );
}

function isOneOf<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text);
}

/** A numbered call, or an answer that never comes, happens once. */
function usualTimes(kind: string, where: string | undefined): number {
  return once.includes(kind) || where?.startsWith("#") === true ? 1 : Infinity;
}

function whereOf(where: string | undefined): Where {
  if (where === undefined) return { type: "all" };
  const number = /^#(\d+)$/.exec(where)?.[1];
  return number === undefined ? { type: "name", name: where } : { type: "call", number: Number(number) };
}

function duration(value: string | undefined, text: string): number {
  const [, number, unit] = /^(\d+)(ms|s|m)$/.exec(value ?? "") ?? [];
  if (number === undefined) throw new Error(`"${text}": it takes a duration, such as 100ms, 10s or 2m.`);
  return Number(number) * (unit === "ms" ? 1 : unit === "s" ? 1_000 : 60_000);
}
