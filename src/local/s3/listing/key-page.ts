import { compareKeys } from "../store/compare-keys.ts";
import type { KeyIndex } from "../store/key-index.ts";
import type { ObjectVersion } from "../store/object-version.ts";

/** Which keys are asked for. */
export interface KeysAsked {
  readonly prefix: string;
  /** "": no rolling up. */
  readonly delimiter: string;
  /** Keys up to it were listed before. */
  readonly after: string;
  /** `after` may be a common prefix (or lie in one) that was listed as such. */
  readonly rolledUp: boolean;
  readonly most: number;
}

/** Newest versions and common prefixes, in the order of keys. */
export interface KeyPage {
  readonly objects: readonly ObjectVersion[];
  readonly prefixes: readonly string[];
  /** The last of them; there is more behind it. */
  readonly next: string | undefined;
}

/** The next page of keys whose newest version is an object. */
export function keyPage(index: KeyIndex, { prefix, delimiter, after, rolledUp, most }: KeysAsked): KeyPage {
  const objects: ObjectVersion[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  let place = compareKeys(after, prefix) < 0 ? index.placeOf(prefix) : index.placeOf(after);
  if (index.keyAt(place) === after) place += 1;
  for (;;) {
    const key = index.keyAt(place);
    if (key === undefined || !key.startsWith(prefix)) break;
    const [newest] = index.get(key);
    if (newest?.body === undefined) {
      place += 1;
      continue;
    }
    const common = commonPrefix(key, prefix, delimiter);
    const known = common !== undefined && rolledUp && after.startsWith(common);
    if (!known) {
      if (objects.length + prefixes.length >= most) return { objects, prefixes, next: last };
      if (common === undefined) objects.push(newest);
      else prefixes.push(common);
      last = common ?? key;
    }
    place = common === undefined ? place + 1 : index.afterPrefix(common, place);
  }
  return { objects, prefixes, next: undefined };
}

/** What the key has up to the first delimiter behind the prefix. */
export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
