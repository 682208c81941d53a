/** The same function, which works its answer out once for each part of a deployment: what was deployed never changes. */
export function compiled<K extends object, T>(work: (part: K) => T): (part: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (part) => {
    let found = known.get(part);
    if (found === undefined) known.set(part, (found = { value: work(part) }));
    return found.value;
  };
}
