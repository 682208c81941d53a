import { useEffect, useRef } from "preact/hooks";

/** What keys do, by the name of the key. */
export type Keys = Readonly<Record<string, () => void>>;

const layers: { current: Keys }[] = [];

/** Lets keys do something while the component is there; the component that came last goes first. */
export function useKeys(keys: Keys): void {
  const layer = useRef(keys);
  layer.current = keys;
  useEffect(() => {
    layers.unshift(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

/** Listens for keys, for as long as the page is open. */
export function listenToKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (document.querySelector("dialog[open]") !== null) return;
    if (target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const act = layers.map(({ current }) => current[event.key]).find((found) => found !== undefined);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}
