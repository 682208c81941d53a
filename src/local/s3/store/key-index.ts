import { compareKeys } from "./compare-keys.ts";
import type { ObjectVersion } from "./object-version.ts";

/** The versions of each key, newest first, with the keys in order. */
export class KeyIndex {
  readonly #versions = new Map<string, readonly ObjectVersion[]>();
  #keys: string[] = [];

  /** The versions of the key, none when it is not there. */
  get(key: string): readonly ObjectVersion[] {
    return this.#versions.get(key) ?? [];
  }

  /** No versions: the key is gone. */
  set(key: string, versions: readonly ObjectVersion[]): void {
    if (this.#versions.has(key) !== versions.length > 0) {
      const at = this.#place((found) => compareKeys(found, key) < 0);
      if (versions.length > 0) this.#keys.splice(at, 0, key);
      else this.#keys.splice(at, 1);
    }
    if (versions.length > 0) this.#versions.set(key, versions);
    else this.#versions.delete(key);
  }

  /** Takes in many keys at once. */
  load(entries: Iterable<readonly [key: string, versions: readonly ObjectVersion[]]>): void {
    for (const [key, versions] of entries) this.#versions.set(key, versions);
    this.#keys = [...this.#versions.keys()].sort(compareKeys);
  }

  /** All keys in order, with their versions. */
  *entries(): Generator<readonly [key: string, versions: readonly ObjectVersion[]]> {
    for (const key of this.#keys) yield [key, this.get(key)];
  }

  get size(): number {
    return this.#keys.length;
  }

  /** The key at that place in the order. */
  keyAt(place: number): string | undefined {
    return this.#keys[place];
  }

  /** The place of the first key that is not before `key`. */
  placeOf(key: string): number {
    return this.#place((found) => compareKeys(found, key) < 0);
  }

  /** The place of the first key, from `from` on, that does not begin with `prefix`; those that do stand together. */
  afterPrefix(prefix: string, from: number): number {
    return this.#place((found) => found.startsWith(prefix), from);
  }

  /** The first place whose key is not `before` any more. */
  #place(before: (key: string) => boolean, from = 0): number {
    let [low, high] = [from, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(this.#keys[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
