/** The same function, which works an answer out once and keeps it by its argument; when `most` are kept, all are forgotten. */
export function remembered<T>(most: number, work: (text: string) => T): (text: string) => T {
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
