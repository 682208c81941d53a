import type { Finished } from "./finished.ts";
import { memoize } from "../../memoize.ts";
import { variableOf } from "./variables.ts";
import type { Variable } from "./variables.ts";

/** Writes the access log's line for a request. */
export type Line = (finished: Finished) => string;

/** An access log format such as `$context.requestId $context.status` as a function. What has no value is written as `-`. */
export const accessLine = memoize(100, (format): Line => {
  const texts: string[] = [];
  const values: Variable[] = [];
  let at = 0;
  for (const found of format.matchAll(/\$context\.(\w+(?:\.[\w-]*\w)*)/g)) {
    const name = found[1] ?? "";
    texts.push(format.slice(at, found.index));
    values.push(printed(name));
    at = found.index + found[0].length;
  }
  const end = format.slice(at);
  // Joined, since V8 keeps all pieces of a text that was added together.
  return (finished) => {
    const line: (string | number)[] = [];
    for (let i = 0; i < values.length; i++) line.push(texts[i]!, values[i]!(finished) ?? "-");
    line.push(end);
    return line.join("");
  };
});

const special = /["\\\p{Cc}]/u;

/** Quotes in what the caller sent are escaped as JSON has them, which AWS does since 2024: formats are JSON mostly. */
function printed(name: string): Variable {
  const value = variableOf(name);
  if (name === "error.messageString") return value;
  return (finished) => {
    const text = value(finished);
    if (text === "") return undefined;
    return typeof text === "string" && special.test(text) ? JSON.stringify(text).slice(1, -1) : text;
  };
}
