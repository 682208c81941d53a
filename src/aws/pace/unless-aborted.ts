/** The answer, unless the signal is aborted before it comes and `linger` has ended. */
export function unlessAborted<T>(signal: AbortSignal, answer: Promise<T>, linger?: () => Promise<void>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    const abort = (): void => void (linger === undefined ? leave() : linger().then(leave, leave));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
