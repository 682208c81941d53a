/** Milliseconds to wait after a call that has failed so many times before: from `first` on twice as long each time, up to `most`. */
export function backoff(
  failed: number,
  { first, most = Infinity }: { readonly first: number; readonly most?: number },
): number {
  return Math.min(first * 2 ** failed, most);
}
