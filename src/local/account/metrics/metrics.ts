import type { Account, Corner } from "../account.ts";
import { Series } from "./series.ts";
import type { About, Dimensions } from "./series.ts";

export type { About, Dimensions } from "./series.ts";

/** All metrics of a region: services publish them here, and CloudWatch shows them. */
export class Metrics {
  /** By namespace, name and dimensions; then by unit. */
  readonly #series = new Map<string, Map<string, Series>>();

  /** Adds `count` samples of that value at that time, in milliseconds since 1970. */
  put(about: About, value: number, at: number, count = 1): void {
    this.series(about).put(value, at, count);
  }

  /** The metric in that unit, made on first use. Keep it where values come often. */
  series(about: About): Series {
    const key = keyOf(about);
    const { unit = "None" } = about;
    let units = this.#series.get(key);
    if (units === undefined) this.#series.set(key, (units = new Map()));
    let series = units.get(unit);
    if (series === undefined) units.set(unit, (series = new Series(about)));
    return series;
  }

  /** The metric in that unit, or in all its units. */
  find(about: About): readonly Series[] {
    const units = this.#series.get(keyOf(about));
    if (units === undefined) return [];
    const one = about.unit === undefined ? undefined : units.get(about.unit);
    return about.unit === undefined ? [...units.values()] : one === undefined ? [] : [one];
  }

  /** How many metrics there are. */
  get size(): number {
    return this.#series.size;
  }

  /** Each metric, as the series of its units. */
  *[Symbol.iterator](): Iterator<readonly Series[]> {
    for (const units of this.#series.values()) yield [...units.values()];
  }
}

const corner: Corner<Metrics> = { name: "metrics", make: () => new Metrics() };

/** The metrics of a region. */
export function metricsOf(account: Account, region: string): Metrics {
  return account.corner(corner, region);
}

function keyOf({ namespace, metric, dimensions }: About): string {
  return JSON.stringify([namespace, metric, sorted(dimensions)]);
}

function sorted(dimensions: Dimensions): readonly (readonly [string, string])[] {
  return Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
}
