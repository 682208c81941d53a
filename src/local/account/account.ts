import type { Clock } from "./clock.ts";

/** A service's part of an account, and how to make it on first use. */
export interface Corner<T> {
  /** Unique, such as `kinesis.streams`. */
  readonly name: string;
  make(): T;
}

/** One AWS account: where the services meet. A service keeps its state in corners of its own, one for each region (IAM: one for
 * all). */
export class Account {
  /** Twelve digits. */
  readonly id: string;
  readonly clock: Clock;
  /** By name, then by region. */
  readonly #corners = new Map<string, Map<string, unknown>>();

  constructor(id: string, clock: Clock) {
    this.id = id;
    this.clock = clock;
  }

  /** The corner in that region, made on first use. `region` is "" for global services. */
  corner<T>(corner: Corner<T>, region: string): T {
    let regions = this.#corners.get(corner.name);
    if (regions === undefined) this.#corners.set(corner.name, (regions = new Map<string, unknown>()));
    if (!regions.has(region)) regions.set(region, corner.make());
    return regions.get(region) as T;
  }

  /** The regions in which the corner was made. */
  regionsOf({ name }: Corner<unknown>): readonly string[] {
    return [...(this.#corners.get(name)?.keys() ?? [])];
  }
}
