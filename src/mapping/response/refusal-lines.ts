import type { Statuses } from "./statuses.ts";

/** What senders read when Kinesis refuses their records. */
export interface Wording {
  readonly busy: string;
  /** Template lines that print the answer to a record that Kinesis never accepts. */
  readonly refused: readonly string[];
}

/** What senders read while the role may not write. */
export const UNWRITABLE = "The endpoint cannot write to its stream.";

/** Template lines for Kinesis' refusals. The error's type tells the class of the answer, and with it the status, which is set where it
 * is not the declared one. Kinesis' own words, which name the stream and the account, are not passed on. */
export function refusalLines(statuses: Statuses, declared: number, words: Wording): readonly string[] {
  const status = (wanted: number): readonly string[] =>
    wanted === declared ? [] : [`#set($context.responseOverride.status = ${wanted})`];
  return [
    `#set($type = $input.path('$.__type'))`,
    `#if($type.contains("Throughput") || $type.contains("Throttl") || $type.contains("LimitExceeded"))`,
    ...status(statuses.busy),
    retryAfter,
    `{"message":"${words.busy}"}`,
    `#elseif($type.contains("Validation") || $type.contains("Serialization") || $type.contains("InvalidArgument"))`,
    ...status(statuses.refused),
    ...words.refused,
    `#else`,
    ...status(statuses.ours),
    `{"message":"${UNWRITABLE}"}`,
    `#end`,
  ];
}

/** Tells the sender to try again in a second. */
export const retryAfter = `#set($context.responseOverride.header['Retry-After'] = "1")`;
