import type { Account } from "../account/account.ts";
import { background } from "../account/background.ts";

/** The streams of events that are open. A browser opens one for each tab; a page that keeps opening them ends its oldest. */
export class EventStreams {
  readonly #open = new Set<() => void>();
  readonly #most: number;

  constructor(account: Account, most = 16) {
    this.#most = most;
    // An open stream would keep the server from closing.
    const stop = (): void => this.#open.forEach((end) => end());
    account.corner(background, "").add({ settled: () => Promise.resolve(), flush: () => Promise.resolve(0), stop });
  }

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** A stream is open until what it gives back is called; `end` has to end it. */
  opened(end: () => void): () => void {
    const [oldest] = this.#open;
    if (this.#open.size >= this.#most) oldest?.();
    this.#open.add(end);
    return () => void this.#open.delete(end);
  }
}
