/** What `work` gives, one at a time: it goes on when the one before was used. `stop` ends the work when no more is wanted. */
export async function* handOver<T>(
  work: (give: (one: T) => Promise<void>) => Promise<unknown>,
  stop: () => void,
): AsyncGenerator<T, void, undefined> {
  const waiting: { readonly one: T; readonly used: () => void }[] = [];
  let wake = (): void => undefined;
  let [done, over] = [false, false];
  let failure: { readonly error: unknown } | undefined;
  const give = (one: T): Promise<void> =>
    over ? Promise.resolve() : new Promise<void>((used) => (waiting.push({ one, used }), wake()));
  const working = work(give)
    .catch((error: unknown) => (failure = { error }))
    .finally(() => ((done = true), wake()));
  let current: { readonly used: () => void } | undefined;
  try {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) {
        current = next;
        yield next.one;
        next.used();
      } else if (done) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    over = true;
    stop();
    for (const { used } of [...(current === undefined ? [] : [current]), ...waiting]) used();
    await working;
  }
}
