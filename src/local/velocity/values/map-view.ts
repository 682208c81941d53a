import { JavaIterator } from "./iterator.ts";
import { MapEntry } from "./map-entry.ts";
import { print } from "./print.ts";
import type { JavaObject, Value } from "./value.ts";

/** What keySet(), values() and entrySet() give: live views of the map. */
export class MapView implements JavaObject {
  readonly map: Map<Value, Value>;
  readonly kind: "keys" | "values" | "entries";

  constructor(map: Map<Value, Value>, kind: "keys" | "values" | "entries") {
    this.map = map;
    this.kind = kind;
  }

  /** The items as they are now. */
  items(): Value[] {
    const { map, kind } = this;
    if (kind === "entries") return [...map.keys()].map((key) => new MapEntry(map, key));
    return kind === "keys" ? [...map.keys()] : [...map.values()];
  }

  iterator(): JavaIterator {
    return new JavaIterator(this.items(), () => this.map.size);
  }

  property(name: string): Value {
    return name === "empty" || name === "Empty" ? this.map.size === 0 : null;
  }

  call(): Value | undefined {
    return undefined;
  }

  print(): string {
    return `[${this.items().map(print).join(", ")}]`;
  }
}

/** The items of a Java collection; undefined for anything else. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof MapView ? value.items() : undefined;
}
