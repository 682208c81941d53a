import { contentType as parseType, positiveNumber, wholeNumber } from "../../../settings/parse/parse.ts";

/** How events are sent. */
export interface SendOptions {
  /** How many times the events are sent, all of them. */
  readonly count: number;
  /** Requests per second; as fast as they are answered when undefined. */
  readonly rate: number | undefined;
  /** The first that the endpoint takes when undefined. */
  readonly contentType: string | undefined;
  /** In one request, to the batch route. */
  readonly batch: boolean;
}

/** The same from texts; `dashes` begin a name in an error. Throws UsageError. */
export function sendOptions(
  given: { readonly [K in "count" | "rate" | "contentType"]?: string | undefined } & {
    readonly batch?: boolean | undefined;
  },
  dashes: "--" | "" = "--",
): SendOptions {
  const { count = "1", rate, contentType, batch = false } = given;
  return {
    count: wholeNumber(1, 1_000_000)(count, `${dashes}count`),
    // Below 1: one every few seconds.
    rate: rate === undefined ? undefined : positiveNumber(100_000)(rate, `${dashes}rate`),
    contentType:
      contentType === undefined ? undefined : parseType(contentType, dashes === "" ? "contentType" : "--content-type"),
    batch,
  };
}
