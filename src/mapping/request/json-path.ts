/** A place in a JSON document: names of members and indices of elements from the root, at least one. */
export type JsonPath = readonly (string | number)[];

const step = /\.([\p{L}_][\p{L}\p{N}_-]*)|\[(?:'([^'"\\\p{Cc}\p{Cs}]+)'|"([^'"\\\p{Cc}\p{Cs}]+)"|(\d{1,9}))\]/uy;
const simple = /^[A-Za-z_]\w*$/;

/** Reads `$.a.b`, `$['a']` and `$.a[0]`. Throws RangeError for anything else: a path with a wildcard or a filter may
 * lead to several values. */
export function parseJsonPath(text: string): JsonPath {
  const path: (string | number)[] = [];
  let at = text.startsWith("$") ? 1 : text.length + 1;
  while (at < text.length) {
    step.lastIndex = at;
    const [all = "", dotted, single, double, index] = step.exec(text) ?? [];
    if (all === "") break;
    path.push(index === undefined ? (dotted ?? single ?? double ?? "") : Number(index));
    at += all.length;
  }
  if (at === text.length && path.length > 0) return path;
  throw new RangeError(`"${text}" is not a JSON path to one value, such as $.user.id, $['user id'] or $.items[0].`);
}

/** Prints the steps so that they continue a JSON path: `.user.id`, `['user id'][0]`. */
export function printJsonPath(path: JsonPath): string {
  return path
    .map((one) => (typeof one === "number" ? `[${one}]` : simple.test(one) ? `.${one}` : `['${one}']`))
    .join("");
}
