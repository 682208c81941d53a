import { indexIn } from "../values/equality.ts";
import type { Value } from "../values/value.ts";
import { method } from "./method.ts";
import type { Method } from "./method.ts";

/** What every java.util.Collection can tell about its items. */
export function collectionMethods<T>(itemsOf: (self: T) => readonly Value[]): Readonly<Record<string, Method<T>>> {
  return {
    size: method([], (self: T) => BigInt(itemsOf(self).length)),
    isEmpty: method([], (self: T) => itemsOf(self).length === 0),
    contains: method(["any"], (self: T, value) => indexIn(itemsOf(self), value) >= 0),
    containsAll: method(["list"], (self: T, all) => all.every((value) => indexIn(itemsOf(self), value) >= 0)),
  };
}
