import type { Context } from "../context.ts";
import { diff, keysOf, type Compare, type Wanted } from "./diff.ts";
import type { Drift } from "../errors.ts";
import type { Found } from "./found.ts";
import type { Deed, Ours, Step, Veto } from "./step.ts";

/** What `find` sees, with the facts that are compared with what is wanted. A fact is named as users know it, by its flag where
 * there is one, and its value is one that can be shown. */
export interface FoundFacts extends Found {
  readonly facts: object;
}

/** What a step is written as: the verbs in the order wanted, find, create, change, remove. */
export interface Definition<N extends string, F extends FoundFacts, C extends Context> extends Omit<
  Step<N, F, C>,
  "drift" | "mend" | "optional" | "asked" | "ours" | "veto"
> {
  /** Was it asked for? Absent: always. */
  asked?(ctx: C): boolean | undefined;
  /** The facts as they were asked for; undefined: left as they are. Pure: no client, no clock. `found` is what is there. */
  wanted(ctx: C, found: F): Wanted<F["facts"]>;
  /** Facts whose equality is not that of JSON. */
  readonly compare?: { readonly [K in keyof F["facts"]]?: Compare<F["facts"][K], C> };
  /** Brings one fact to what is wanted. Gives what there is then, where more than that fact has changed. */
  readonly change: { readonly [K in keyof F["facts"]]: Change<F, C> };
  ours?(ctx: C): Promise<readonly Ours<F>[]>;
  veto?(deed: Deed, found: F | undefined, ctx: C): Veto | undefined | Promise<Veto | undefined>;
}

/** `drift` is where this fact is not as wanted. */
export type Change<F, C> = (found: F, ctx: C, drift: readonly Drift[]) => Promise<F | void>;

/** Makes a step of its definition. Types are inferred from `find`, whose parameter must have one. */
export function defineStep<N extends string, F extends FoundFacts, C extends Context>(
  definition: Definition<N, F, C>,
): Step<N, F, C> {
  const { wanted, compare = {}, change } = definition;
  const differing = (found: F, ctx: C) =>
    diff<F["facts"], C>(wanted.call(definition, ctx, found), found.facts, compare, ctx);

  const mendOnce = async (found: F, outdated: readonly string[], ctx: C): Promise<F> => {
    let now = found;
    for (const fact of keysOf<F["facts"]>(change)) {
      const drift = differing(now, ctx).get(fact);
      if (drift === undefined && !outdated.includes(fact)) continue;
      const asked = wanted.call(definition, ctx, now);
      // A change that gives nothing has brought this fact, and no other, to what is wanted.
      const changed = { ...now, facts: { ...now.facts, ...(fact in asked && { [fact]: asked[fact] }) } };
      now = (await change[fact](now, ctx, drift ?? [])) ?? changed;
    }
    return now;
  };

  return {
    asked: () => true,
    ours: () => Promise.resolve([]),
    veto: () => undefined,
    ...definition,
    optional: definition.asked !== undefined,
    drift: (found, ctx) => [...differing(found, ctx).values()].flat(),
    async mend(found, drift, ctx) {
      const outdated = drift.flatMap(({ field }) => (field === definition.freezes ? [field] : []));
      const now = await mendOnce(found, outdated, ctx);
      // One change may bring up another, as a stream that leaves on-demand has more shards than were asked for.
      return differing(now, ctx).size === 0 ? now : mendOnce(now, [], ctx);
    },
  };
}
