import type { Value } from "../values/value.ts";
import type { Variables } from "./frame.ts";

/** What a loop sees while its item is null: its variable has no value then, whatever is stored in it. */
export class NullHolder implements Variables {
  readonly #inner: Variables;
  readonly #name: string;
  #holds = true;

  constructor(inner: Variables, name: string) {
    this.#inner = inner;
    this.#name = name;
  }

  get(name: string): Value | undefined {
    return this.#holds && name === this.#name ? null : this.#inner.get(name);
  }

  set(name: string, value: Value): void {
    if (name === this.#name && value === null) this.#holds = true;
    this.#inner.set(name, value);
  }

  delete(name: string): void {
    if (name === this.#name) this.#holds = false;
    this.#inner.delete(name);
  }

  written(reference: string): string | undefined {
    return this.#inner.written?.(reference);
  }
}
