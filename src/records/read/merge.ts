import { setMaxListeners } from "node:events";

/** Hands one item over; resolves when the reader asks for the next one, and rejects when it has left. */
export type Hand<T> = (item: T) => Promise<void>;

/** Iterates over what the parts of `work` hand over side by side. Ends or throws as `work` does, after the last item; throws the
 * signal's reason as soon as that is aborted. The signal that `work` gets is also aborted when the reader stops. */
export async function* merge<T>(
  signal: AbortSignal,
  work: (hand: Hand<T>, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<T, void> {
  const left = new AbortController();
  interface Offer {
    readonly item: T;
    taken(): void;
    left(reason: unknown): void;
  }
  const offers: Offer[] = [];
  let current: Offer | undefined;
  let end: { readonly error?: unknown } | undefined;
  let wake = (): void => {};

  const hand: Hand<T> = (item) =>
    new Promise((taken, gone) => {
      offers.push({ item, taken, left: gone });
      wake();
    });
  const ended = (how: { readonly error?: unknown }): void => {
    end = how;
    wake();
  };
  const aborted = (): void => wake();

  signal.throwIfAborted();
  signal.addEventListener("abort", aborted);
  const both = AbortSignal.any([signal, left.signal]);
  // Each shard listens, and Node.js warns about more than ten listeners.
  setMaxListeners(0, both);
  void work(hand, both).then(
    () => ended({}),
    (error: unknown) => ended({ error }),
  );
  try {
    for (;;) {
      signal.throwIfAborted();
      current = offers.shift();
      if (current !== undefined) {
        yield current.item;
        current.taken();
      } else if (end !== undefined) {
        if ("error" in end) throw end.error;
        return;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    signal.removeEventListener("abort", aborted);
    left.abort();
    for (const offer of [current, ...offers]) offer?.left(both.reason);
  }
}
