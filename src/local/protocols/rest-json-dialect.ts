import { Fault } from "../fault.ts";
import { detected } from "../shape/shape.ts";
import type { Dialect } from "../shape/shape.ts";
import { jsonDialect } from "./json-dialect.ts";
import { unconvertible } from "./unconvertible.ts";

/** Values as REST-JSON has them. */
export const restJsonDialect: Dialect = {
  ...jsonDialect,
  camelNames: false,
  /** AWS cuts fractions off. */
  integer(value) {
    if (typeof value !== "number") throw unconvertible(value, "an Integer");
    return Math.trunc(value);
  },
  flag(value) {
    if (typeof value !== "boolean") throw unconvertible(value, "a Boolean");
    return value;
  },
  list(value) {
    if (!Array.isArray(value)) throw unconvertible(value, "a List");
    return value;
  },
  map(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw unconvertible(value, "a Map");
    return Object.entries(value);
  },
  structure(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw unconvertible(value, "a Structure");
    return value;
  },
  refusal: ({ problems }) => new Fault("ValidationException", detected(problems)),
};
