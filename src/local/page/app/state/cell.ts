import { useEffect, useState } from "preact/hooks";

/** A value that changes, and those who watch it. */
export interface Cell<T> {
  get(): T;
  set(value: T): void;
  watch(watcher: () => void): () => void;
}

/** A cell with its first value. */
export function cell<T>(first: T): Cell<T> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(value, next)) return;
      value = next;
      for (const watcher of watchers) watcher();
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

/** The value of a cell; the component is drawn again when it changes. */
export function useCell<T>(of: Cell<T>): T {
  const [, draw] = useState(0);
  useEffect(() => {
    draw((count) => count + 1);
    return of.watch(() => draw((count) => count + 1));
  }, [of]);
  return of.get();
}
