import { print } from "./print.ts";
import type { JavaObject, Value } from "./value.ts";

/** Java's Map.Entry: key and value; prints as `key=value`. */
export class MapEntry implements JavaObject {
  readonly #map: Map<Value, Value>;
  readonly #key: Value;

  constructor(map: Map<Value, Value>, key: Value) {
    this.#map = map;
    this.#key = key;
  }

  property(name: string): Value {
    if (name === "key" || name === "Key") return this.#key;
    return name === "value" || name === "Value" ? (this.#map.get(this.#key) ?? null) : null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    if (name === "setValue" && args.length === 1) {
      const before = this.property("value");
      this.#map.set(this.#key, args[0] ?? null);
      return before;
    }
    if (args.length > 0) return undefined;
    if (name === "getKey") return this.#key;
    if (name === "getValue") return this.property("value");
    return name === "toString" ? this.print() : undefined;
  }

  print(): string {
    return `${print(this.#key)}=${print(this.property("value"))}`;
  }
}
