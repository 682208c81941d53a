/** As far as AWS says how old it is: an API or a key has a date in whole seconds, a usage plan has none. */
export interface Aged {
  readonly id?: string | undefined;
  readonly createdDate?: Date | undefined;
}

/** The oldest first, in an order that every run sees in the same way: of duplicates, all runs choose the same one. Told by what AWS
 * says, since the clocks of those who run this differ. */
export function oldestFirst<T extends Aged>(all: readonly T[]): readonly T[] {
  return all.toSorted((one, other) => age(one) - age(other) || ((one.id ?? "") < (other.id ?? "") ? -1 : 1));
}

/** Milliseconds since 1970, in whole seconds. */
export function age({ createdDate }: Aged): number {
  return createdDate === undefined ? 0 : Math.floor(createdDate.getTime() / 1_000) * 1_000;
}
