import { positiveNumber, wholeNumber } from "../../../settings/parse.ts";

/** How often `send` may send its events; `flag` is what the caller calls it. */
export const timesOf = (flag: string) => wholeNumber(flag, 1, 1_000_000);

/** Requests a second, at most; below 1 for one every few seconds. */
export const rateOf = (flag: string) => positiveNumber(flag, 100_000);
