import { JsonArray } from "../values/value.ts";
import type { Value } from "../values/value.ts";
import { aggregate } from "./aggregate.ts";
import { isDefinite } from "./path.ts";
import type { Path, Step } from "./path.ts";

/** The value that the steps lead to from `from`. */
export function walk(path: Path, from: Value, root: Value): Value | undefined {
  let found: readonly Value[] = [from];
  let definite = true;
  for (const [at, step] of path.entries()) {
    if (step.type === "function") {
      const target = definite ? found[0] : JsonArray.from(found);
      const result = target === undefined ? undefined : aggregate(step.name, target);
      if (result === undefined) return undefined;
      found = [result];
      definite = true;
      continue;
    }
    // Several names make one object at the end of a path, and several values in the middle of it.
    const fans = step.type === "names" && step.names.length > 1 && at < path.length - 1;
    definite &&= isDefinite([step]) && !fans;
    found = found.flatMap((value) =>
      fans ? step.names.flatMap((name) => takeNames([name], value)) : take(step, value, root),
    );
  }
  return definite ? found[0] : JsonArray.from(found);
}

function take(step: Exclude<Step, { type: "function" }>, value: Value, root: Value): readonly Value[] {
  switch (step.type) {
    case "names":
      return takeNames(step.names, value);
    case "indices":
      if (!Array.isArray(value)) return [];
      return step.indices.flatMap((index) => (reaches(value, index) ? [value.at(index) ?? null] : []));
    case "slice":
      return Array.isArray(value) ? Array.from(value.slice(step.from, step.to)) : [];
    case "wildcard":
      return children(value);
    case "filter": {
      const candidates = Array.isArray(value) ? Array.from(value) : [value];
      return candidates.filter((one) => step.filter(one, root));
    }
    case "deep":
      return descendants(value);
  }
}

function takeNames(names: readonly string[], value: Value): readonly Value[] {
  if (!(value instanceof Map)) return [];
  const [first = ""] = names;
  if (names.length === 1) return value.has(first) ? [value.get(first) ?? null] : [];
  const present = names.filter((name) => value.has(name));
  return [new Map(present.map((name) => [name, value.get(name) ?? null]))];
}

function reaches(list: readonly Value[], index: number): boolean {
  return index < list.length && index >= -list.length;
}

function children(value: Value): readonly Value[] {
  if (Array.isArray(value)) return Array.from(value);
  return value instanceof Map ? [...value.values()] : [];
}

function descendants(value: Value): readonly Value[] {
  return typeof value !== "object" || value === null ? [] : [value, ...children(value).flatMap(descendants)];
}
