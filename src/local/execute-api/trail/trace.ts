import { elapsed } from "../../account/clock.ts";
import type { WireResponse } from "../../http/wire.ts";
import { phases, type PhaseName } from "./phases.ts";

/** What is noted of a request on its way, so that somebody can look at it later; `C` is a call, which knows its trace too. */
export class Trace<C> {
  /** Absent where API Gateway's front end refused. */
  call: C | undefined;
  /** What the data plane answered; a fault may have changed what went back. */
  response: WireResponse | undefined;
  readonly #start = elapsed();
  /** Microseconds from the start to the end of each phase, whole numbers, which V8 keeps without boxes; -1 where it did not end. */
  readonly ends = [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];

  /** The phase at that place is through. */
  passed(phase: number): void {
    this.ends[phase] = Math.round((elapsed() - this.#start) * 1000);
  }

  /** Milliseconds since the start. */
  get ms(): number {
    return elapsed() - this.#start;
  }
}

/** When the phases of a request ended. */
export interface PhaseTimes {
  /** The first that did not end; undefined when all did. */
  readonly stoppedIn: PhaseName | undefined;
  /** Milliseconds that the phase at that place took; undefined where it did not end. */
  readonly took: (phase: number) => number | undefined;
}

/** What the `ends` of a trace say. */
export function phaseTimes(ends: readonly number[]): PhaseTimes {
  return {
    stoppedIn: phases[ends.findLastIndex((end) => end >= 0) + 1],
    took(phase) {
      const end = ends[phase] ?? -1;
      const before = ends.slice(0, phase).findLast((one) => one >= 0) ?? 0;
      return end < 0 ? undefined : (end - before) / 1000;
    },
  };
}
