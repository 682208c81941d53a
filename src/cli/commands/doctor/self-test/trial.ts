import type { Lab } from "./lab.ts";

/** What a trial has seen. */
export interface Seen {
  /** unknown: this AWS does not tell it. */
  readonly result: "as expected" | "differs" | "unknown";
  readonly seen: string;
}

/** One thing that only a real account can tell. To add one: a file in `trials`, and its line in `trials.ts`. */
export interface Trial {
  readonly name: string;
  readonly what: string;
  readonly expected: string;
  /** Throws what kept it from being tried. */
  run(lab: Lab): Promise<Seen>;
}

/** As expected, or not. */
export function verdict(isExpected: boolean, seen: string): Seen {
  return { result: isExpected ? "as expected" : "differs", seen };
}
