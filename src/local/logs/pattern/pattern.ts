import { columnsPattern } from "./columns-pattern.ts";
import { invalid } from "../faults.ts";
import { InvalidPattern } from "./invalid-pattern.ts";
import { jsonPattern } from "./json-pattern.ts";
import { memoize } from "../../memoize.ts";
import { termsPattern } from "./terms-pattern.ts";
import type { Pattern } from "./found.ts";

export type { Finder, Pattern } from "./found.ts";

const parse = memoize(200, (text): Pattern | undefined => {
  try {
    if (text.startsWith("{")) return jsonPattern(text);
    return text.startsWith("[") ? columnsPattern(text) : termsPattern(text);
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
});

/** Reads a filter pattern. Throws InvalidParameterException; `what` is what AWS calls it then. */
export function readPattern(text: string, what: "filter pattern" | "metric filter pattern"): Pattern {
  const pattern = parse(text);
  if (pattern === undefined) throw invalid(`Invalid ${what}`);
  return pattern;
}
