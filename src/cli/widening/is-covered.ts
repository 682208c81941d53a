import { rangeOf } from "../../settings/parse/merge-ranges.ts";

/** Is every address of this range in one of `those`? */
export function isCovered(range: string, those: readonly string[]): boolean {
  const { kind, first, last } = rangeOf(range);
  const parts = those
    .map(rangeOf)
    .filter((one) => one.kind === kind)
    .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0));
  let next = first;
  for (const part of parts) if (part.first <= next && part.last >= next) next = part.last + 1n;
  return next > last;
}
