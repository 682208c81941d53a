import { MADE_TAG } from "./tags.ts";

/** As far as it says how old it is. AWS gives an API or a key a date in whole seconds, and a usage plan none. */
export interface Aged {
  readonly id?: string | undefined;
  readonly createdDate?: Date | undefined;
  readonly tags?: Record<string, string> | undefined;
}

/** The oldest first, in an order that every run sees in the same way: of twins, all runs choose the same one. */
export function oldestFirst<T extends Aged>(all: readonly T[]): readonly T[] {
  return all.toSorted((one, other) => age(one) - age(other) || ((one.id ?? "") < (other.id ?? "") ? -1 : 1));
}

/** Milliseconds since 1970. */
function age({ createdDate, tags }: Aged): number {
  const made = Date.parse(tags?.[MADE_TAG] ?? "");
  return Number.isNaN(made) ? (createdDate?.getTime() ?? 0) : made;
}
