import { halvesOf, mergeRanges, rangeOf, rangeText, type Range } from "./merge-ranges.ts";

/** The addresses of these ranges without those: a range of which a part is taken away is split. */
export function subtractRanges(cidrs: readonly string[], taken: readonly string[]): readonly string[] {
  const away = taken.map(rangeOf);
  return mergeRanges(cidrs.flatMap((cidr) => without(rangeOf(cidr), away)).map(rangeText));
}

function without(range: Range, taken: readonly Range[]): readonly Range[] {
  const touching = taken.filter((one) => one.kind === range.kind && one.first <= range.last && one.last >= range.first);
  if (touching.length === 0) return [range];
  if (touching.some((one) => one.first <= range.first && one.last >= range.last)) return [];
  return halvesOf(range).flatMap((half) => without(half, touching));
}
