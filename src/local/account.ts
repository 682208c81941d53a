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
  readonly #corners = new Map<string, unknown>();

  constructor(id: string, clock: Clock) {
    this.id = id;
    this.clock = clock;
  }

  /** The corner in that region, made when it is not there. `region` is "" for global services. */
  corner<T>(corner: Corner<T>, region: string): T {
    const key = `${corner.name}/${region}`;
    if (!this.#corners.has(key)) this.#corners.set(key, corner.make());
    return this.#corners.get(key) as T;
  }
}
