import { isList, isObject } from "./json.ts";
import type { Json } from "./json.ts";

/** What a JSON pointer in a URI's fragment, such as `/definitions/id`, leads to; undefined when it leads nowhere. */
export function atPointer(root: Json, pointer: string): Json | undefined {
  let found: Json | undefined = root;
  for (const step of pointer.split("/").slice(1)) {
    const name = unescaped(step);
    if (isList(found)) found = found[Number(name)];
    else found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function unescaped(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return step;
  }
}
