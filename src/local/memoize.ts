/** The same function with a cache by argument. The cache is emptied when it holds `most` results. */
export function memoize<T>(most: number, work: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    let found = kept.get(text);
    if (found === undefined) {
      found = work(text);
      if (kept.size >= most) kept.clear();
      kept.set(text, found);
    }
    return found;
  };
}
