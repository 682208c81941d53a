/** A generator of what `work` gives: `give` resolves once the value was used. Leaving the loop calls `stop`, which must end `work`. */
export async function* generatorOf<T>(
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
