import { serialization, unconvertible, unless } from "./shape.ts";
import type { Shape } from "./shape.ts";

interface TextLimits<V extends string> {
  /** As the model writes it; the whole value has to match. */
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  /** In the order in which AWS lists them. */
  readonly values?: readonly V[];
}

/** A string, with its pattern, length in characters, or set of values. */
export function text<const V extends string = string>(limits: TextLimits<V> = {}): Shape<V> {
  const { pattern, min, max, values } = limits;
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`);
  return {
    read(value) {
      if (typeof value !== "string") throw unconvertible(value, "an String");
      return value as V;
    },
    check(value, at, problems) {
      const shown = () => value;
      if (whole) unless(whole.test(value), shown, at, `satisfy regular expression pattern: ${pattern}`, problems);
      if (min !== undefined)
        unless(value.length >= min, shown, at, `have length greater than or equal to ${min}`, problems);
      if (max !== undefined)
        unless(value.length <= max, shown, at, `have length less than or equal to ${max}`, problems);
      if (values) unless(values.includes(value), shown, at, `satisfy enum value set: [${values.join(", ")}]`, problems);
    },
    show: (value) => value,
  };
}

const LARGEST_INTEGER = 2_147_483_647;

/** A 32-bit integer. AWS cuts fractions off and larger numbers down before it looks at the limits. */
export function integer(limits: { readonly min?: number; readonly max?: number } = {}): Shape<number> {
  const { min, max } = limits;
  return {
    read(value) {
      if (typeof value !== "number") throw unconvertible(value, "an Integer");
      return Math.max(-LARGEST_INTEGER - 1, Math.min(Math.floor(value), LARGEST_INTEGER));
    },
    check(value, at, problems) {
      const shown = () => String(value);
      if (min !== undefined) unless(value >= min, shown, at, `have value greater than or equal to ${min}`, problems);
      if (max !== undefined) unless(value <= max, shown, at, `have value less than or equal to ${max}`, problems);
    },
    show: String,
  };
}

/** True or false. */
export const truth: Shape<boolean> = {
  read(value) {
    if (typeof value === "string") throw serialization(`'${value.toUpperCase()}' can not be converted to an Boolean`);
    if (typeof value !== "boolean") throw unconvertible(value, "an Boolean");
    return value;
  },
  check: () => {},
  show: String,
};

/** A time in milliseconds since 1970: seconds in JSON, a date in CBOR. */
export const timestamp: Shape<number> = {
  read(value) {
    if (value instanceof Date) return value.getTime();
    if (typeof value !== "number") throw unconvertible(value, "milliseconds since epoch");
    return Math.round(value * 1000);
  },
  check: () => {},
  show: String,
};
