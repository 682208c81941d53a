import type { Context } from "../context.ts";
import { poll } from "../../engine/poll.ts";
import { age, oldestFirst, type Aged } from "./oldest-first.ts";

/** How duplicates are looked at. */
export interface Duplicates<T> {
  /** All of ours. AWS may show what was just made a few seconds late. */
  readonly list: () => Promise<readonly T[]>;
  /** Does something of ours build on it already? undefined: it is gone. */
  readonly inUse: (one: T) => Promise<boolean | undefined>;
}

/** How long one is waited for that was made and is not in the list yet, in milliseconds. */
const untilListed = 8_000;

/** How long another run may take to decide about one of the same second, in milliseconds. */
const untilDecided = 30_000;

/** Of several, the one that every run uses: what is in use before what is not, then the oldest. */
export async function chosenOf<T extends Aged>(
  all: readonly T[],
  inUse: Duplicates<T>["inUse"],
): Promise<T | undefined> {
  const sorted = oldestFirst(all);
  if (sorted.length < 2) return sorted[0];
  const uses = await Promise.all(sorted.map(inUse));
  return sorted.find((_, index) => uses[index] === true) ?? sorted.find((_, index) => uses[index] === false);
}

/** Runs side by side may each create one where AWS chooses the id. Gives the one to use instead of `mine`, which was
 * just made and is then to be taken away; undefined when `mine` stays. Once a list shows `mine`, it shows all that is older. */
export async function rivalOf<T extends Aged>(
  { clock, signal }: Pick<Context, "clock" | "signal">,
  mine: T,
  { list, inUse }: Duplicates<T>,
): Promise<T | undefined> {
  const seen = async (): Promise<readonly T[] | undefined> => {
    const all = await list();
    return all.some(({ id }) => id === mine.id) ? all : undefined;
  };
  const all = (await poll(seen, { clock, signal, first: 500, most: 1_500, timeout: untilListed })) ?? (await list());
  const others = await withUse(all.filter(({ id }) => id !== mine.id));
  const used = others.find(({ use }) => use);
  if (used !== undefined) return used.one;
  const [first] = oldestFirst([mine, ...others.map(({ one }) => one)]);
  if (first !== undefined && first.id !== mine.id) return first;
  // Whoever made one in the same second may have looked before mine was there: then that one comes into use, else it goes.
  const peers = others.map(({ one }) => one).filter((one) => age(one) === age(mine));
  const decided = async (): Promise<{ readonly other: T | undefined } | undefined> => {
    const left = await withUse(peers);
    const other = left.find(({ use }) => use)?.one;
    return other !== undefined || left.length === 0 ? { other } : undefined;
  };
  return (await poll(decided, { clock, signal, first: 250, most: 2_000, timeout: untilDecided }))?.other;

  async function withUse(some: readonly T[]) {
    const looks = oldestFirst(some).map(async (one) => ({ one, use: await inUse(one) }));
    return (await Promise.all(looks)).flatMap(({ one, use }) => (use === undefined ? [] : [{ one, use }]));
  }
}
