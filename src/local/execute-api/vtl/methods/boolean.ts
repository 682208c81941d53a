import { method } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of java.lang.Boolean. */
export const booleanMethods: Readonly<Record<string, Method<boolean>>> = {
  booleanValue: method([], (self: boolean) => self),
  compareTo: method(["any"], (self: boolean, other) =>
    typeof other === "boolean" ? BigInt(Number(self) - Number(other)) : undefined,
  ),
  parseBoolean: method(["string"], (_: boolean, text) => text.toLowerCase() === "true"),
  valueOf: method(["string"], (_: boolean, text) => text.toLowerCase() === "true"),
};
