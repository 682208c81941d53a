import type { Kept, RequestRow } from "../../api.ts";

/** The list, newest first, with rows that came in: new ones, and ones that have changed. What the server has forgotten goes. */
export function mergeRows(
  rows: readonly RequestRow[],
  incoming: readonly RequestRow[],
  kept: Kept,
): readonly RequestRow[] {
  const changed = new Map(incoming.map((row) => [row.id, row]));
  const there = rows.filter(({ id }) => id >= kept.from);
  const known = new Set(there.map(({ id }) => id));
  const added = [...changed.values()].filter(({ id }) => !known.has(id) && id >= kept.from);
  const all = [...added, ...there.map((row) => changed.get(row.id) ?? row)];
  return all.sort((one, other) => other.id - one.id).slice(0, kept.mostRequests);
}
