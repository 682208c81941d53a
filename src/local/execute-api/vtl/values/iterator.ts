import { TemplateError } from "../template-error.ts";
import type { JavaObject, Value } from "./value.ts";

/** Java's Iterator: hasNext() and next(). */
export class JavaIterator implements JavaObject {
  readonly #items: readonly Value[];
  #at = 0;

  constructor(items: readonly Value[]) {
    this.#items = items;
  }

  /** All that was not taken yet; the iterator is at its end after that. */
  rest(): readonly Value[] {
    const rest = this.#items.slice(this.#at);
    this.#at = this.#items.length;
    return rest;
  }

  property(): Value {
    return null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    if (args.length > 0) return undefined;
    if (name === "hasNext") return this.#at < this.#items.length;
    if (name !== "next") return undefined;
    if (this.#at >= this.#items.length) throw new TemplateError("The iterator has no more elements");
    return this.#items[this.#at++] ?? null;
  }

  print(): string {
    return "java.util.Iterator";
  }
}
