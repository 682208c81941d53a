/** Finds values in an event, by selectors such as `$.latency` or `$bytes`. */
export type Finder = (selector: string) => string | undefined;

/** A filter pattern. */
export interface Pattern {
  /** Those that it names. */
  readonly selectors: readonly string[];
  /** Undefined where the event does not match. */
  read(message: string): Finder | undefined;
}
