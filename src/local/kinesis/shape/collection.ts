import { serialization, unless } from "./shape.ts";
import type { Shape } from "./shape.ts";

interface Size {
  readonly min: number;
  readonly max: number;
}

/** A list. `memberName` is what AWS prints for each element when it quotes a list of structures. */
export function list<T>(member: Shape<T>, size: Size, memberName?: string): Shape<readonly T[]> {
  const show = (value: readonly T[]) => `[${value.map((each) => memberName ?? member.show(each)).join(", ")}]`;
  return {
    read(value) {
      if (typeof value !== "object") throw serialization("Expected list or null");
      if (!Array.isArray(value)) throw serialization("Start of structure or map found where not expected.");
      return value.map((each) => member.read(each));
    },
    check(value, at, problems) {
      checkSize(value.length, size, () => show(value), at, problems);
      for (const [i, each] of value.entries()) member.check(each, `${at}.${i + 1}.member`, problems);
    },
    show,
  };
}

/** A list of strings, each as long as `each` allows. */
export function texts(member: Shape<string>, size: Size, each: Size): Shape<readonly string[]> {
  const plain = list(member, size);
  return {
    ...plain,
    check(value, at, problems) {
      checkSize(value.length, size, () => plain.show(value), at, problems);
      const constraint = `satisfy constraint: ${lengths(each)}`;
      unless(value.every(fits(each)), () => plain.show(value), at, constraint, problems);
    },
  };
}

/** A map of strings, in the order of the request. */
export function textMap(size: Size, keys: Size, values: Size): Shape<ReadonlyMap<string, string>> {
  const show = (value: ReadonlyMap<string, string>) => `{${[...value].map(([k, v]) => `${k}=${v}`).join(", ")}}`;
  return {
    read(value) {
      if (typeof value !== "object" || value === null) throw serialization("Expected map or null");
      if (Array.isArray(value)) throw serialization("Start of list found where not expected");
      const found = new Map<string, string>();
      for (const [key, each] of Object.entries(value)) {
        if (typeof each !== "string") throw serialization("Expected string or null");
        found.set(key, each);
      }
      return found;
    },
    check(value, at, problems) {
      checkSize(value.size, size, () => show(value), at, problems);
      const refuse = (which: string, limits: Size) =>
        problems.push(
          `Value '${show(value)}' at '${at}' failed to satisfy constraint: ${which} must satisfy constraint: ${lengths(limits)}`,
        );
      if (![...value.keys()].every(fits(keys))) refuse("Map keys", keys);
      if (![...value.values()].every(fits(values))) refuse("Map value", values);
    },
    show,
  };
}

function checkSize(actual: number, size: Size, shown: () => string, at: string, problems: string[]): void {
  unless(actual >= size.min, shown, at, `have length greater than or equal to ${size.min}`, problems);
  unless(actual <= size.max, shown, at, `have length less than or equal to ${size.max}`, problems);
}

function fits({ min, max }: Size): (value: string) => boolean {
  return (value) => value.length >= min && value.length <= max;
}

function lengths({ min, max }: Size): string {
  return `[Member must have length less than or equal to ${max}, Member must have length greater than or equal to ${min}]`;
}
