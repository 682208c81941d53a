import { readPlace, writePlace, type Place } from "../model/place.ts";
import { cell } from "./cell.ts";

/** Where the page is. */
export const here = cell<Place>(readPlace(location.hash));

addEventListener("hashchange", () => here.set(readPlace(location.hash)));

/** Goes to a place; `replace`: back leads to what was before this one. */
export function go(place: Partial<Place> & Pick<Place, "view">, { replace = false } = {}): void {
  const hash = writePlace(place);
  if (hash === location.hash) return;
  if (replace) history.replaceState(undefined, "", hash);
  else history.pushState(undefined, "", hash);
  here.set(readPlace(hash));
}

/** Changes the query of this place. */
export function goWith(query: Readonly<Record<string, string>>): void {
  const { view, parts, query: before } = here.get();
  go({ view, parts, query: { ...before, ...query } }, { replace: true });
}
