import { unconvertible } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** A list of anything. */
export function list<T>(member: Shape<T>): Shape<readonly T[]> {
  return {
    read(value) {
      if (!Array.isArray(value)) throw unconvertible(value, "a List");
      return value.map((each) => member.read(each));
    },
    check(value, at, problems) {
      for (const [i, each] of value.entries()) member.check(each, `${at}.${i + 1}.member`, problems);
    },
  };
}

/** A map by name. A null value counts as absent. */
export function map<T>(member: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return mapWith(member, (value) => (value === null ? undefined : member.read(value)));
}

/** A map of templates by content type. API Gateway keeps an empty template, and null, as null. */
export function templates(member: Shape<string>): Shape<Readonly<Record<string, string | null>>> {
  return mapWith<string | null>({ read: member.read, check: () => undefined }, (value) =>
    value === null ? null : member.read(value) || null,
  );
}

/** `read` gives undefined for what is left out. */
function mapWith<T>(member: Shape<T>, read: (value: unknown) => T | undefined): Shape<Readonly<Record<string, T>>> {
  return {
    read(value) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw unconvertible(value, "a Map");
      // Not by assignment: `__proto__` is a name like any other.
      return Object.fromEntries(
        Object.entries(value).flatMap(([name, each]) => {
          const held = read(each);
          return held === undefined ? [] : [[name, held] as const];
        }),
      );
    },
    check(value, at, problems) {
      for (const [name, each] of Object.entries(value)) member.check(each, `${at}.${name}.member`, problems);
    },
  };
}
