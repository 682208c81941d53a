import type { Context } from "../core/context.ts";
import type { Aged } from "./age.ts";

/** How long a run that has made a younger one may take to see ours, in milliseconds. */
const grace = 2_000;

/** Runs that do not know of each other make two of what AWS gives an id. For what a run makes last, so that there is no later look
 * that would see the other one. Gives the one to use in the place of `mine`, which is
 * then to be taken away; undefined when `mine` is to stay. `list` gives all of them, the oldest first.
 * The younger one goes. Where it stays, its run has looked before ours was there, and uses it: then ours goes. */
export async function elder<T extends Aged>(
  { clock, signal }: Pick<Context, "clock" | "signal">,
  mine: string | undefined,
  list: () => Promise<readonly T[]>,
): Promise<T | undefined> {
  const all = await list();
  const others = (every: readonly T[]): readonly T[] => every.filter(({ id }) => id !== mine);
  if (others(all).length === 0) return undefined;
  if (all[0]?.id !== mine) return all[0];
  await clock.sleep(grace, signal);
  return others(await list())[0];
}
