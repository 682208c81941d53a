import { TemplateError } from "../template-error.ts";
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

  /** Key and value. */
  pair(): readonly [key: Value, value: Value] {
    return [this.#key, this.#map.get(this.#key) ?? null];
  }

  property(name: string): Value {
    const [key, value] = this.pair();
    if (name === "key" || name === "Key") return key;
    return name === "value" || name === "Value" ? value : null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    const [key, value] = this.pair();
    if (name === "setValue" && args.length === 1) {
      this.#map.set(key, args[0] ?? null);
      return value;
    }
    if (name !== "getKey" && name !== "getValue") return undefined;
    if (args.length > 0) throw new TemplateError(`IllegalArgumentException: ${name}() takes no arguments`);
    return name === "getKey" ? key : value;
  }

  set(name: Value, value: Value): void {
    if (name === "value" || name === "Value") this.#map.set(this.#key, value);
  }

  print(): string {
    return this.pair().map(print).join("=");
  }
}
