import { JavaIterator } from "./iterator.ts";
import { MapView } from "./map-view.ts";
import type { Value } from "./value.ts";

/** Over the items of a collection, the values of a map, or what an iterator still has; undefined for all else. */
export function iterate(value: Value): JavaIterator | undefined {
  if (Array.isArray(value)) return new JavaIterator(value, () => value.length);
  if (value instanceof Map) return new MapView(value, "values").iterator();
  if (value instanceof MapView) return value.iterator();
  return value instanceof JavaIterator ? value : undefined;
}
