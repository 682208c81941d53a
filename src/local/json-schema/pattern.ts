import { RE2JS } from "re2js";
import { memoize } from "../memoize.ts";
import { TooLong, within } from "../time-limit.ts";

const mostMs = 500;

/** Does a schema's pattern match somewhere in the text? An invalid pattern matches everything. Patterns meet untrusted text, so
 * they run in linear time; those that need more, such as lookahead, get half a second. */
export function matchesPattern(pattern: string, text: string): boolean {
  return matcher(pattern)(text);
}

const matcher = memoize(500, (pattern: string): ((text: string) => boolean) => {
  const linear = attempt(() => RE2JS.compile(RE2JS.translateRegExp(pattern)));
  if (linear !== undefined) return (text) => linear.matcher(text).find();
  const native = attempt(() => new RegExp(pattern, "u"));
  if (native === undefined) return () => true;
  return (text) => {
    try {
      return within(mostMs, () => native.test(text));
    } catch (error) {
      if (error instanceof TooLong) return false;
      throw error;
    }
  };
});

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
