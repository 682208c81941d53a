import { TemplateError } from "../template-error.ts";
import { numeric } from "../values/boxed.ts";
import { print } from "../values/print.ts";
import { JsonArray } from "../values/value.ts";
import type { Value } from "../values/value.ts";
import { InvalidPath } from "./path.ts";
import type { Argument } from "./path.ts";

type Work = (value: Value, args: readonly Argument[], root: Value) => Value;

/** A function in a JSON path, such as `length()` or `$.sum($.a, 3)`. Throws InvalidPath for one that does not exist, and
 * TemplateError where there is nothing to calculate with. */
export function callFunction(name: string, args: readonly Argument[], value: Value, root: Value): Value {
  const work = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (work === undefined) throw new InvalidPath(`Function with name: ${name} does not exist.`);
  return work(value, args, root);
}

function length(value: Value, [first]: readonly Argument[], root: Value): Value {
  const counted = first?.counted(root);
  if (Array.isArray(counted)) return BigInt(counted.length);
  if (value instanceof Map) return BigInt(value.size);
  return Array.isArray(value) ? BigInt(value.length) : null;
}

const functions: Readonly<Record<string, Work>> = {
  length,
  size: length,
  keys: (value) => (value instanceof Map ? JsonArray.from(value.keys()) : null),
  first: (value) => nth(value, 0),
  last: (value) => nth(value, -1),
  index: (value, args, root) => nth(value, numbers(spread(args, root))[0]),
  append: (value, args, root) =>
    Array.isArray(value) ? JsonArray.from([...value, ...args.map((one) => one.value(root) ?? null)]) : value,
  concat: (value, args, root) => {
    const own = (Array.isArray(value) ? value : []).filter((one) => typeof one === "string");
    return [...own, ...spread(args, root).filter((one) => one !== null)].map(print).join("");
  },
  // From Java's smallest double above zero on.
  max: aggregate((all) => all.reduce((most, one) => Math.max(most, one), Number.MIN_VALUE)),
  min: aggregate((all) => all.reduce((least, one) => Math.min(least, one), Number.MAX_VALUE)),
  sum: aggregate(sum),
  avg: aggregate((all) => sum(all) / all.length),
  stddev: aggregate((all) => {
    const count = all.length;
    return Math.sqrt(sum(all.map((one) => one * one)) / count - (sum(all) * sum(all)) / count / count);
  }),
};

function aggregate(of: (numbers: readonly number[]) => number): Work {
  return (value, args, root) => {
    const all = numbers([...(Array.isArray(value) ? value : []), ...spread(args, root)]);
    if (all.length > 0) return of(all);
    throw new TemplateError("Aggregation function attempted to calculate value using empty array");
  };
}

function numbers(values: readonly Value[]): readonly number[] {
  return values.flatMap((one) => numeric(one) ?? []).map(Number);
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

/** The arguments, with the items of lists among them. */
function spread(args: readonly Argument[], root: Value): readonly Value[] {
  return args.flatMap((one) => {
    const value = one.value(root) ?? null;
    return Array.isArray(value) ? Array.from(value) : [value];
  });
}

function nth(value: Value, index: number | undefined): Value {
  if (!Array.isArray(value) || index === undefined)
    throw new TemplateError("Aggregation function attempted to calculate value using empty array");
  // Counted from the end, the first item is never reached.
  const place = index < 0 ? value.length + index || -1 : index;
  const found = value[place];
  if (found === undefined) throw new TemplateError(`Target index:${index} larger than object count:${value.length}`);
  return found;
}
