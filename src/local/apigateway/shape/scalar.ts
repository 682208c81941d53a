import { broken, unconvertible } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** Any string. */
export const text: Shape<string> = {
  read(value) {
    if (typeof value !== "string") throw unconvertible(value, "an String");
    return value;
  },
  check: () => undefined,
};

/** A string that has to match all of `pattern`, which is quoted to the caller as the model writes it. */
export function matching(pattern: string): Shape<string> {
  const whole = new RegExp(`^(?:${pattern})$`);
  return {
    read: text.read,
    check(value, at, problems) {
      if (whole.test(value)) return;
      problems.push(broken(`'${value}'`, at, `Member must satisfy regular expression pattern: ${pattern}`));
    },
  };
}

/** One of the values, which stand in the order in which AWS lists them. */
export function oneOf<V extends string>(...values: readonly V[]): Shape<V> {
  return {
    read: (value) => text.read(value) as V,
    check(value, at, problems) {
      if (values.includes(value)) return;
      problems.push(broken(`'${value}'`, at, `Member must satisfy enum value set: [${values.join(", ")}]`));
    },
  };
}

/** A list of such values; AWS quotes the whole list when one is wrong. */
export function listOf<V extends string>(...values: readonly V[]): Shape<readonly V[]> {
  return {
    read(value) {
      if (!Array.isArray(value)) throw unconvertible(value, "a List");
      return value.map((each) => text.read(each) as V);
    },
    check(value, at, problems) {
      if (value.every((each) => values.includes(each))) return;
      const set = `[Member must satisfy enum value set: [${values.join(", ")}]]`;
      problems.push(broken(`'[${value.join(", ")}]'`, at, `Member must satisfy constraint: ${set}`));
    },
  };
}

/** True or false. */
export const flag: Shape<boolean> = {
  read(value) {
    if (typeof value !== "boolean") throw unconvertible(value, "a Boolean");
    return value;
  },
  check: () => undefined,
};

/** A whole number; AWS cuts fractions off. */
export const integer: Shape<number> = {
  read(value) {
    if (typeof value !== "number") throw unconvertible(value, "an Integer");
    return Math.trunc(value);
  },
  check: () => undefined,
};

/** A number. */
export const double: Shape<number> = {
  read(value) {
    if (typeof value !== "number") throw unconvertible(value, "a Double");
    return value;
  },
  check: () => undefined,
};
