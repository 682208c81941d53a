import { elapsed } from "../account/clock.ts";
import type { WireResponse } from "../http/wire.ts";
import { phases, type PhaseName } from "./phases.ts";

/** What is kept of a request on its way, so that somebody can look at it later; `C` is a call, which knows its trace too. */
export class Trace<C> {
  /** Absent where API Gateway's front end refused. */
  call: C | undefined;
  /** What the data plane answered; a fault may have changed what went back. */
  response: WireResponse | undefined;
  readonly #start = elapsed();
  /** Microseconds from the start to the end of each phase, whole numbers, which V8 keeps without boxes; -1 where it did not end. */
  readonly #ends = [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];
  #last = -1;

  /** The phase at that place is through. */
  passed(phase: number): void {
    this.#ends[phase] = Math.round((elapsed() - this.#start) * 1000);
    this.#last = phase;
  }

  /** Milliseconds since the start. */
  get ms(): number {
    return elapsed() - this.#start;
  }

  /** The first phase that did not end; undefined when all did. */
  get stoppedIn(): PhaseName | undefined {
    return phases[this.#last + 1];
  }

  /** How many milliseconds the phase took; undefined where it did not end. */
  took(phase: number): number | undefined {
    const end = this.#ends[phase] ?? -1;
    if (end < 0) return undefined;
    const before = this.#ends.slice(0, phase).findLast((one) => one >= 0) ?? 0;
    return (end - before) / 1000;
  }
}
