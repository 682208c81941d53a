/** Are two values the same JSON, whatever the order of their members? */
export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

/** The same for texts; what is no JSON is compared as it stands. */
export function sameJson(one: string, other: string): boolean {
  try {
    return sameValue(JSON.parse(one), JSON.parse(other));
  } catch {
    return one === other;
  }
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, inner]) => [name, ordered(inner)]));
}
