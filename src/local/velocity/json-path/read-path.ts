import type { Value } from "../values/value.ts";
import { parsePath } from "./parse-path.ts";
import type { Path } from "./path.ts";
import { walk } from "./walk.ts";

const parsed = new Map<string, Path>();
const mostParsed = 500;

/** The value at a JSON path; a list where the path may lead to several. Undefined where it leads nowhere. Throws
 * TemplateError for a path that cannot be read. */
export function readPath(root: Value, path: string): Value | undefined {
  let steps = parsed.get(path);
  if (steps === undefined) {
    if (parsed.size >= mostParsed) parsed.clear();
    parsed.set(path, (steps = parsePath(path)));
  }
  return walk(steps, root, root);
}
