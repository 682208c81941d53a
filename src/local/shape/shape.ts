import type { Fault } from "../fault.ts";

/** One member of an operation's input, as the service's model describes it. */
export interface Shape<T> {
  /** The value in memory. Adds what is wrong with it to the reading; the result is then meaningless. Throws
   * SerializationException when the wire carried another type. `at` is its path, such as `records.1.member.partitionKey`. */
  read(value: unknown, at: string, reading: Reading): T;
  /** The value as AWS quotes it when it is wrong. */
  show(value: T): string;
}

/** One input while it is read. */
export interface Reading {
  readonly dialect: Dialect;
  /** A sentence for each constraint that is broken. */
  readonly problems: string[];
  /** AWS's own sentences, used only where no constraint is broken. */
  readonly remarks: string[];
}

/** How a protocol writes values, and AWS's error for one of the wrong type. */
export interface Dialect {
  /** Messages call members in lower camel case, not as the wire does. */
  readonly camelNames: boolean;
  /** Messages leave out the value that is wrong, and the values that there are. */
  readonly quotesNothing?: boolean;
  text(value: unknown): string;
  integer(value: unknown, at: string, reading: Reading): number;
  double(value: unknown, reading: Reading): number;
  flag(value: unknown): boolean;
  /** Milliseconds since 1970. */
  timestamp(value: unknown): number;
  blob(value: unknown): Buffer;
  list(value: unknown): readonly unknown[];
  /** By name, in the order of the request. */
  map(value: unknown): readonly (readonly [name: string, value: unknown])[];
  /** Throws unless the value has members. */
  structure(value: unknown): object;
  /** A member of what `structure` gave; undefined or null when it is not there. */
  member(structure: object, name: string): unknown;
  /** The refusal of an input that has problems. */
  refusal(reading: Reading): Fault;
}

/** Adds AWS's sentence about a broken constraint, such as `have length less than or equal to 128`. */
export function complain({ dialect, problems }: Reading, shown: string, at: string, constraint: string): void {
  const value = dialect.quotesNothing === true ? "" : ` '${quoted(shown)}'`;
  problems.push(`Value${value} at '${at}' failed to satisfy constraint: Member must ${constraint}`);
}

// AWS has been seen to quote lists of 36,000 characters whole. Without an end, ten MB asked are ten MB answered.
const MOST_QUOTED = 100_000;

/** A wrong value as messages quote it: the start of a very long one. */
export function quoted(shown: string): string {
  return shown.length > MOST_QUOTED ? `${shown.slice(0, MOST_QUOTED)}…` : shown;
}

/** AWS's sentence about broken constraints. */
export function detected(problems: readonly string[]): string {
  const errors = problems.length === 1 ? "1 validation error" : `${problems.length} validation errors`;
  return `${errors} detected: ${problems.join("; ")}`;
}
