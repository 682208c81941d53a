import { setMaxListeners } from "node:events";

/** Hands one item over; resolves when the reader has come back for more. */
export type Hand<T> = (item: T) => Promise<void>;

/** Makes an iterable of what `work` hands over, however many of its parts do so at the same time. Ends or throws as `work` does,
 * after the last item; throws the signal's reason as soon as that is aborted. `work` gets a signal that also tells it when the
 * reader has left. */
export async function* conduit<T>(
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
  // Each shard listens; Node.js takes more than ten listeners for a leak.
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
