import { InvalidPath, leadsToOne } from "./path.ts";
import type { Path, Step } from "./path.ts";
import { callFunction } from "./functions.ts";
import { JsonArray } from "../values/value.ts";
import type { Value } from "../values/value.ts";

interface Walk {
  readonly path: Path;
  readonly root: Value;
  /** Does a missing name end it, even where the path leads to several values? */
  readonly isStrict: boolean;
  readonly found: Value[];
  /** By step, the index of the item that `..` handed to it. */
  readonly handed: (number | undefined)[];
}

/** The value that a path leads to from `from`, a list where it may lead to several; undefined where Jayway's library finds no such
 * path. Throws InvalidPath or TemplateError where it throws something else. */
export function walk(path: Path, from: Value, root: Value, isStrict = false): Value | undefined {
  const found: Value[] = [];
  if (!go({ path, root, isStrict, found, handed: [] }, 0, from)) return undefined;
  return path.isDefinite ? found.at(-1) : JsonArray.from(found);
}

/** Takes the steps from `at` on; false where the path ends in nothing, which ends all of it. */
function go(on: Walk, at: number, value: Value): boolean {
  const step = on.path.steps[at];
  if (step === undefined) {
    on.found.push(value);
    return true;
  }
  switch (step.type) {
    case "names":
      return names(on, at, step.names, value);
    case "indices":
      if (!Array.isArray(value)) return !on.path.isSingle[at];
      return step.indices.every((index) => item(on, at, value, index));
    case "slice":
      if (!Array.isArray(value)) return !on.path.isSingle[at];
      return bounds(step, value.length).every((index) => item(on, at, value, index));
    case "wildcard":
      if (value instanceof Map) return [...value.keys()].every((name) => member(on, at, name, value));
      if (!Array.isArray(value)) return true;
      // What ends one item's path does not end the others'.
      return value.every((_, index) => item(on, at, value, index) || !on.isStrict);
    case "filter":
      return filtered(on, at, step, value);
    case "deep":
      return deep(on, at + 1, value);
    case "function": {
      const result = callFunction(step.name, step.args, value, on.root);
      on.found.push(result);
      return at === on.path.steps.length - 1 || go(on, at + 1, result);
    }
  }
}

function names(on: Walk, at: number, wanted: readonly string[], value: Value): boolean {
  const { path, isStrict } = on;
  const isSingle = path.isSingle[at] === true;
  if (!(value instanceof Map)) return !isSingle;
  const isLast = at === path.steps.length - 1;
  if (isLast && wanted.length > 1) {
    const present = wanted.filter((name) => value.has(name));
    if (isStrict && present.length < wanted.length) return false;
    on.found.push(new Map(present.map((name) => [name, value.get(name) ?? null])));
    return true;
  }
  const mayLack = !isStrict && (isLast || !isSingle || wanted.length > 1);
  return wanted.every((name) => (value.has(name) ? member(on, at, name, value) : mayLack));
}

function member(on: Walk, at: number, name: Value, value: ReadonlyMap<Value, Value>): boolean {
  const { steps } = on.path;
  const handed = on.handed[at];
  // The last name below an item that `..` came upon counts if the step before it is that item's index.
  if (at === steps.length - 1 && handed !== undefined && !isIndex(steps[at - 1], handed)) return true;
  return go(on, at + 1, value.get(name) ?? null);
}

function isIndex(step: Step | undefined, index: number): boolean {
  return step?.type === "indices" && step.indices.length === 1 && step.indices[0] === index;
}

function item(on: Walk, at: number, list: readonly Value[], index: number): boolean {
  const place = index < 0 ? list.length + index : index;
  return place < 0 || place >= list.length || go(on, at + 1, list[place] ?? null);
}

/** The indices of a slice. With both ends given a negative one counts from the end item by item, as in the original. */
function bounds({ from, to }: Step & { readonly type: "slice" }, length: number): readonly number[] {
  const start = from === undefined ? 0 : to === undefined ? Math.max(0, from < 0 ? length + from : from) : from;
  const end = Math.min(length, to === undefined ? length : from === undefined && to < 0 ? length + to : to);
  return length === 0 || start >= end ? [] : Array.from({ length: end - start }, (_, at) => start + at);
}

function filtered(on: Walk, at: number, { filter }: Step & { readonly type: "filter" }, value: Value): boolean {
  if (value instanceof Map) return !filter(value, on.root) || go(on, at + 1, value);
  if (Array.isArray(value)) return value.every((one, index) => !filter(one, on.root) || item(on, at, value, index));
  if (on.path.isSingle[at] === true) throw new InvalidPath("A filter cannot be applied to a primitive");
  return true;
}

/** `..`: tries the step on the value and on all within it that it may suit. */
function deep(on: Walk, at: number, value: Value): boolean {
  const step = on.path.steps[at];
  if (value instanceof Map) {
    if (suits(on, at, step, value) && !go(on, at, value)) return false;
    return [...value.values()].every((one) => deep(on, at, one));
  }
  if (!Array.isArray(value)) return true;
  if (suits(on, at, step, value)) {
    const isLast = at === on.path.steps.length - 1;
    if (isLast ? !go(on, at, value) : !value.every((one, index) => hand(on, at + 1, one, index))) return false;
  }
  return value.every((one) => deep(on, at, one));
}

/** An item goes to the step behind the index, whatever that is. */
function hand(on: Walk, at: number, value: Value, index: number): boolean {
  on.handed[at] = index;
  return go(on, at, value);
}

function suits(on: Walk, at: number, step: Step | undefined, value: Value): boolean {
  switch (step?.type) {
    case "names":
      if (!(value instanceof Map)) return false;
      return !leadsToOne(step, at === on.path.steps.length - 1) || step.names.every((name) => value.has(name));
    case "indices":
    case "slice":
      return Array.isArray(value);
    case "filter":
      return step.filter(value, on.root);
    default:
      return step?.type === "wildcard";
  }
}
