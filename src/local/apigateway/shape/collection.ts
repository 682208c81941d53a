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
  return mapWith(member, (found, name, value) => {
    if (value !== null) found[name] = member.read(value);
  });
}

/** A map of templates by content type. API Gateway keeps an empty template, and null, as null. */
export function templates(member: Shape<string>): Shape<Readonly<Record<string, string | null>>> {
  return mapWith<string | null>({ read: member.read, check: () => undefined }, (found, name, value) => {
    found[name] = value === null ? null : member.read(value) || null;
  });
}

function mapWith<T>(
  member: Shape<T>,
  put: (found: Record<string, T>, name: string, value: unknown) => void,
): Shape<Readonly<Record<string, T>>> {
  return {
    read(value) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw unconvertible(value, "a Map");
      const found: Record<string, T> = {};
      for (const [name, each] of Object.entries(value)) put(found, name, each);
      return found;
    },
    check(value, at, problems) {
      for (const [name, each] of Object.entries(value)) member.check(each, `${at}.${name}.member`, problems);
    },
  };
}
