import type { Drift } from "../../../engine/errors.ts";
import { sameValue } from "../../../engine/same-json.ts";

/** A line for each difference, from what exists to what is asked; long texts are cut to where they begin to differ. */
export function driftLines(drift: readonly Drift[]): readonly string[] {
  // Our tags repeat settings that the other lines show.
  const told = drift.length > 1 ? drift.filter(({ field }) => field !== "tags") : drift;
  return told.flatMap(leaves).map(({ field, actual, wanted }) => {
    const [from, to] = aroundDifference(text(actual), text(wanted));
    return `${field}: ${from} → ${to}`;
  });
}

/** The differences of two objects, member by member. */
function leaves(drift: Drift): readonly Drift[] {
  const { field, wanted, actual } = drift;
  if (!isObject(wanted) || !isObject(actual)) return [drift];
  const members = [...new Set([...Object.keys(actual), ...Object.keys(wanted)])];
  return members
    .filter((member) => !sameValue(wanted[member], actual[member]))
    .flatMap((member) => leaves({ field: `${field} ${member}`, wanted: wanted[member], actual: actual[member] }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  if (value === undefined || value === "") return "none";
  const whole = typeof value === "string" ? value : JSON.stringify(value);
  return whole.replace(/\s*\n\s*/g, " ");
}

const most = 80;

/** Both texts when they are short; else the part where they begin to differ, with a little of what is before it. */
function aroundDifference(one: string, other: string): readonly [string, string] {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  const from = Math.max(0, start - 20);
  const cut = (whole: string): string => {
    if (whole.length <= most) return whole;
    const piece = whole.slice(from, from + most);
    return `${from > 0 ? "…" : ""}${piece}${from + most < whole.length ? "…" : ""}`;
  };
  return [cut(one), cut(other)];
}
