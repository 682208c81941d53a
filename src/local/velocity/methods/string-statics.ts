import { TemplateError } from "../template-error.ts";
import { JavaArray } from "../values/java-array.ts";
import { itemsOf } from "../values/map-view.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { javaFormat } from "../java/java-format.ts";
import { method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of java.lang.String that make a text of other values; templates reach them through any text. */
export const stringStatics: Readonly<Record<string, Method<string>>> = {
  valueOf: overloaded(
    method(["any"], (_: string, value) => (isChars(value) ? value.map(print).join("") : print(value))),
    (_, args) => (args.length === 0 ? "" : undefined),
  ),
  copyValueOf: (_, args) => {
    const [chars = ""] = args;
    return args.length === 0 ? "" : args.length === 1 && isChars(chars) ? chars.map(print).join("") : undefined;
  },
  format: (_, [format, ...args]) => (typeof format === "string" ? javaFormat(format, spread(args)) : undefined),
  formatted: (self, args) => javaFormat(self, spread(args)),
  join: (_, [glue, ...parts]) => (typeof glue === "string" || glue === null ? join(glue, parts) : undefined),
};

function isChars(value: Value): value is JavaArray {
  return value instanceof JavaArray && value.type === "[C";
}

/** One array in place of several arguments stands for its items. */
function spread(args: readonly Value[]): readonly Value[] {
  const [only] = args;
  return args.length === 1 && only instanceof JavaArray && only.type.startsWith("[L") ? only : args;
}

/** Java joins texts only, and fails late on other items of a list. Null alone could be a text or a list. */
function join(glue: string | null, parts: readonly Value[]): string | undefined {
  const [list = null] = parts;
  const isText = (value: Value): boolean => value === null || typeof value === "string";
  const items = parts.length === 1 ? itemsOf(list) : undefined;
  if (items === undefined && (!parts.every(isText) || (parts.length === 1 && list === null))) return undefined;
  if (glue === null || !(items ?? []).every(isText))
    throw new TemplateError("NullPointerException or ClassCastException");
  return (items ?? parts).map(print).join(glue);
}
