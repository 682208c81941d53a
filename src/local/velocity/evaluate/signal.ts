import type { ForeachScope } from "./foreach-scope.ts";

/** Thrown by `#stop` and `#break` to leave what they end. */
export class Signal {
  readonly type: "stop" | "break";
  /** The loop that `#break($foreach…)` names; without it a break ends the innermost loop, block or macro. */
  readonly scope: ForeachScope | undefined;

  constructor(type: "stop" | "break", scope?: ForeachScope) {
    this.type = type;
    this.scope = scope;
  }
}

/** Is this a `#break` without a scope? */
export function isBreak(signal: unknown): boolean {
  return signal instanceof Signal && signal.type === "break" && signal.scope === undefined;
}
