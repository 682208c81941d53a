import { TemplateError } from "../template-error.ts";
import { indexIn } from "../values/equality.ts";
import { javaArray } from "../values/java-array.ts";
import type { MapView } from "../values/map-view.ts";
import type { Value } from "../values/value.ts";
import { collectionMethods } from "./collection.ts";
import { method } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of a map's keys, values and entries: removals change the map, and they cannot add. */
export const mapViewMethods: Readonly<Record<string, Method<MapView>>> = {
  ...collectionMethods((view: MapView) => view.items()),
  remove: method(["any"], (self: MapView, value) => removeWhere(self, (_, at) => at === indexIn(self.items(), value))),
  removeAll: method(["list"], (self: MapView, gone) => removeWhere(self, (one) => indexIn(gone, one) >= 0)),
  retainAll: method(["list"], (self: MapView, kept) => removeWhere(self, (one) => indexIn(kept, one) < 0)),
  add: method(["any"], refuse),
  addAll: method(["list"], (_: MapView, more) => (more.length === 0 ? false : refuse())),
  clear: method([], (self: MapView) => {
    self.map.clear();
    return "";
  }),
  iterator: method([], (self: MapView) => self.iterator()),
  toArray: method([], (self: MapView) => javaArray("[Ljava.lang.Object;", self.items())),
};

function refuse(): never {
  throw new TemplateError("UnsupportedOperationException");
}

function removeWhere(view: MapView, gone: (item: Value, at: number) => boolean): boolean {
  const items = view.items();
  const dropped = [...view.map.keys()].filter((_, at) => gone(items[at] ?? null, at));
  for (const key of dropped) view.map.delete(key);
  return dropped.length > 0;
}
