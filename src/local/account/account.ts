import type { Clock } from "./clock.ts";

/** Names a service's corner of an account, and says how to make it when it is first used. */
export interface Corner<T> {
  /** Unique, such as `kinesis.streams`. */
  readonly name: string;
  make(): T;
}

/** One AWS account: where the services meet. A service keeps its things in corners of its own, one a region (or one for all, as IAM). */
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

  /** The corner in that region, made when it is not there. `region` is "" for global services. */
  corner<T>(corner: Corner<T>, region: string): T {
    let regions = this.#corners.get(corner.name);
    if (regions === undefined) this.#corners.set(corner.name, (regions = new Map<string, unknown>()));
    if (!regions.has(region)) regions.set(region, corner.make());
    return regions.get(region) as T;
  }
}
