import { print } from "../values/print.ts";
import { comparison, method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";
import { hashCode } from "./object.ts";
import type { Value } from "../values/value.ts";

/** The methods of java.lang.Boolean, the static ones too. */
export const booleanMethods: Readonly<Record<string, Method<boolean>>> = {
  booleanValue: method([], (self: boolean) => self),
  compareTo: comparison((self: boolean, other) =>
    typeof other === "boolean" ? Number(self) - Number(other) : undefined,
  ),
  compare: method(["boolean", "boolean"], (_: boolean, one, other) => BigInt(Number(one) - Number(other))),
  parseBoolean: (_, args) => parse(args),
  valueOf: overloaded<boolean>(
    method(["boolean"], (_: boolean, value) => value),
    (_, args) => parse(args),
  ),
  toString: overloaded<boolean>(
    method([], (self: boolean) => print(self)),
    method(["boolean"], (_: boolean, value) => print(value)),
  ),
  hashCode: method(["boolean"], (_: boolean, value) => BigInt(hashCode(value))),
  logicalAnd: method(["boolean", "boolean"], (_: boolean, one, other) => one && other),
  logicalOr: method(["boolean", "boolean"], (_: boolean, one, other) => one || other),
  logicalXor: method(["boolean", "boolean"], (_: boolean, one, other) => one !== other),
};

/** Null counts as a text that is not "true". */
function parse(args: readonly Value[]): boolean | undefined {
  const [text = null] = args;
  if (args.length !== 1 || (text !== null && typeof text !== "string")) return undefined;
  return text?.toLowerCase() === "true";
}
