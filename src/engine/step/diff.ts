import type { Drift } from "../errors.ts";
import { sameValue } from "../same-json.ts";

/** Facts as they are wanted; undefined: left as they are. */
export type Wanted<Facts> = { readonly [K in keyof Facts]?: Facts[K] | undefined };

/** Is a fact as wanted? A list says where it is not, in words of its own. */
export type Compare<T, C> = (wanted: T, actual: T, ctx: C) => boolean | readonly Drift[];

/** Where facts are not as wanted, by fact, in the order of what is wanted. */
export function diff<Facts extends object, C>(
  wanted: Wanted<Facts>,
  facts: Facts,
  compare: { readonly [K in keyof Facts]?: Compare<Facts[K], C> },
  ctx: C,
): ReadonlyMap<keyof Facts & string, readonly Drift[]> {
  const found = new Map<keyof Facts & string, readonly Drift[]>();
  for (const fact of keysOf<Facts>(wanted)) {
    const [asked, actual] = [wanted[fact], facts[fact]];
    if (asked === undefined) continue;
    const same = compare[fact]?.(asked, actual, ctx) ?? sameValue(asked, actual);
    const drift = typeof same === "object" ? same : same ? [] : [{ field: fact, wanted: asked, actual }];
    if (drift.length > 0) found.set(fact, drift);
  }
  return found;
}

/** The names of the members; an object of ours has no others. */
export function keysOf<T extends object>(of: { readonly [K in keyof T]?: unknown }): readonly (keyof T & string)[] {
  return Object.keys(of) as (keyof T & string)[];
}
