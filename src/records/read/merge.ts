import { setMaxListeners } from "node:events";

/** Hands one item over; resolves when the reader asks for the next one. */
export type Hand<T> = (item: T) => Promise<void>;

/** Iterates over what the parts of `work` hand over side by side. Ends or throws as `work` does, after the last item; throws the
 * signal's reason as soon as that is aborted. The signal that `work` gets is also aborted when the reader stops. */
export async function* merge<T>(
  signal: AbortSignal,
  work: (hand: Hand<T>, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<T, void> {
  const left = new AbortController();
  const offers: { readonly item: T; readonly taken: () => void }[] = [];
  let end: { readonly error?: unknown } | undefined;
  let wake = (): void => {};

  const hand: Hand<T> = (item) =>
    new Promise((taken) => {
      offers.push({ item, taken });
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
      const offer = offers.shift();
      if (offer !== undefined) {
        yield offer.item;
        offer.taken();
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
  }
}
