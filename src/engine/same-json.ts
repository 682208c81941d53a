/** JSON as text that is the same for the same value, whatever the order of its members. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(ordered(value));
}

/** Are two values the same JSON, whatever the order of their members? */
export function sameValue(one: unknown, other: unknown): boolean {
  return canonicalText(one) === canonicalText(other);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, inner]) => [name, ordered(inner)]));
}
