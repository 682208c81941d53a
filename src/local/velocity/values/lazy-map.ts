import type { Value } from "./value.ts";

/** A map whose members are made when they are first asked for: most templates read few of them. */
export class LazyMap extends Map<Value, Value> {
  readonly #names: readonly string[];
  /** Undefined once all are made. */
  #make: ((name: string) => Value | undefined) | undefined;

  /** `make` gives the member of a name, and undefined for any other than `names`. */
  constructor(names: readonly string[], make: (name: string) => Value | undefined) {
    super();
    this.#names = names;
    this.#make = make;
  }

  /** The member, if there is one already. */
  made(name: string): Value | undefined {
    return super.get(name);
  }

  override get(name: Value): Value | undefined {
    const made = super.get(name);
    if (made !== undefined || this.#make === undefined || typeof name !== "string") return made;
    const value = this.#make(name);
    // What can be changed is made once.
    if (typeof value === "object" && value !== null) super.set(name, value);
    return value;
  }

  override get size(): number {
    this.#full();
    return super.size;
  }

  override has(name: Value): boolean {
    this.#full();
    return super.has(name);
  }

  override delete(name: Value): boolean {
    this.#full();
    return super.delete(name);
  }

  override clear(): void {
    this.#make = undefined;
    super.clear();
  }

  override keys(): MapIterator<Value> {
    this.#full();
    return super.keys();
  }

  override values(): MapIterator<Value> {
    this.#full();
    return super.values();
  }

  override entries(): MapIterator<[Value, Value]> {
    this.#full();
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[Value, Value]> {
    return this.entries();
  }

  override forEach(work: (value: Value, name: Value, map: Map<Value, Value>) => void): void {
    this.#full();
    super.forEach(work);
  }

  /** Makes what is missing; all in order. */
  #full(): void {
    const make = this.#make;
    if (make === undefined) return;
    this.#make = undefined;
    const made = new Map(super.entries());
    super.clear();
    for (const name of this.#names) {
      const value = made.has(name) ? made.get(name) : make(name);
      if (value !== undefined) super.set(name, value);
    }
    for (const [name, value] of made) super.set(name, value);
  }
}

/** The member of a map, unless the map is lazy and nobody has asked for it. */
export function madeIn(map: Map<Value, Value>, name: string): Value | undefined {
  return map instanceof LazyMap ? map.made(name) : map.get(name);
}
