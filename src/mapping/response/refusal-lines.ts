import type { Statuses } from "./statuses.ts";

/** What callers read when Kinesis does not take what they sent. */
export interface Wording {
  readonly busy: string;
  /** Template lines that print the answer to a record that Kinesis never takes. */
  readonly refused: readonly string[];
}

/** The template for Kinesis' refusals: the error's type tells whose fault it is, and with it the status, where that is not
 * the declared one already. Nothing of Kinesis' own words gets out: they name the stream and the account. */
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
    `{"message":"The endpoint cannot write to its stream."}`,
    `#end`,
  ];
}

/** Tells the caller to try again in a second. */
export const retryAfter = `#set($context.responseOverride.header['Retry-After'] = "1")`;
