import { TemplateError } from "../template-error.ts";
import { identityHash } from "../values/java-array.ts";
import type { JavaArray } from "../values/java-array.ts";
import type { Value } from "../values/value.ts";
import { listMethods } from "./list.ts";
import type { Method } from "./method.ts";

const reading = [
  "size",
  "isEmpty",
  "contains",
  "containsAll",
  "get",
  "set",
  "indexOf",
  "lastIndexOf",
  "subList",
  "iterator",
];
const writing = ["add", "addAll", "remove"];

/** Velocity shows an array as a list that cannot grow or shrink. */
export const arrayMethods: Readonly<Record<string, Method<Value[]>>> = {
  ...Object.fromEntries(Object.entries(listMethods).filter(([name]) => reading.includes(name))),
  ...Object.fromEntries(writing.map((name) => [name, refuse(name)])),
  hashCode: (self, args) => (args.length === 0 ? BigInt(identityHash(self as JavaArray)) : undefined),
};

function refuse(name: string): Method<Value[]> {
  return (self, args) => {
    const result = listMethods[name]?.(Array.from(self), args);
    if (result === undefined || result === false) return result;
    throw new TemplateError("UnsupportedOperationException");
  };
}
