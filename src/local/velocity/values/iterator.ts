import { TemplateError } from "../template-error.ts";
import type { JavaObject, Value } from "./value.ts";

/** Java's Iterator: hasNext() and next(). Like Java's it throws when its collection was changed meanwhile. */
export class JavaIterator implements JavaObject {
  readonly #list: readonly Value[];
  readonly #size: () => number;
  readonly #expected: number;
  #at = 0;

  constructor(list: readonly Value[], size: () => number) {
    this.#list = list;
    this.#size = size;
    this.#expected = size();
  }

  get hasNext(): boolean {
    return this.#at !== this.#list.length;
  }

  /** The next item. Throws TemplateError. */
  next(): Value {
    if (this.#size() !== this.#expected) throw new TemplateError("The list was changed while it was iterated over");
    if (this.#at >= this.#list.length) throw new TemplateError("The iterator has no more elements");
    return this.#list[this.#at++] ?? null;
  }

  property(): Value {
    return null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    if (args.length > 0) return undefined;
    if (name === "hasNext") return this.hasNext;
    return name === "next" ? this.next() : undefined;
  }

  print(): string {
    return "java.util.Iterator";
  }
}
