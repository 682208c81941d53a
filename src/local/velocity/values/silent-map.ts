import { TemplateError } from "../template-error.ts";
import type { Value } from "./value.ts";

/** A part of `$context`: its members can be read, but as a whole API Gateway prints nothing for it. */
export class SilentMap extends Map<Value, Value> {
  static override get [Symbol.species](): MapConstructor {
    return Map;
  }
}

/** What templates override. One template may give each name once, whatever its case, or it fails. */
export class OverrideMap extends SilentMap {
  readonly #groups: readonly OverrideMap[];
  #given: Set<string> | undefined;

  /** `groups` exist from the start. */
  constructor(...groups: readonly string[]) {
    super();
    this.#groups = groups.map((group) => {
      const members = new OverrideMap();
      super.set(group, members);
      return members;
    });
  }

  /** Called when another template begins. */
  startOver(): void {
    this.#given = undefined;
    for (const group of this.#groups) group.#given = undefined;
  }

  override set(name: Value, value: Value): this {
    const known = String(name).toLowerCase();
    this.#given ??= new Set();
    if (this.#given.has(known)) throw new TemplateError(`${String(name)} is overridden twice`);
    this.#given.add(known);
    return super.set(name, value);
  }
}
