import { isDeepStrictEqual } from "node:util";
import { CliError } from "../../../engine/errors.ts";
import { mergeRanges } from "../../../settings/parse/merge-ranges.ts";
import { subtractRanges } from "../../../settings/parse/subtract-ranges.ts";

/** The list with these ranges added. Throws where everybody may call: a list would shut callers out. */
export function withRanges(list: readonly string[], ranges: readonly string[]): readonly string[] {
  if (list.length > 0) return mergeRanges([...list, ...ranges]);
  throw new CliError("There is no list to add to: everybody may call.", {
    hint: `Run "kinesis-proxy allow-ips ${ranges.join(" ")}" to let only these call.`,
  });
}

/** The list without these ranges: a listed range of which a part is removed is split. Throws for a range of which no address is in
 * the list, and where nothing would be left. */
export function withoutRanges(list: readonly string[], ranges: readonly string[]): readonly string[] {
  const whole = mergeRanges(list);
  const missing = ranges.find((one) => isDeepStrictEqual(subtractRanges(whole, [one]), whole));
  if (missing !== undefined)
    throw new CliError(`${missing} is not in the list.`, {
      hint: 'Run "kinesis-proxy allow-ips --list" to see the list.',
    });
  const left = subtractRanges(whole, ranges);
  if (left.length > 0) return left;
  throw new CliError("Nothing would be left in the list, and then everybody may call.", {
    hint: 'Run "kinesis-proxy allow-ips --clear" if that is what you want, or "kinesis-proxy allow-ips CIDR" for another list.',
  });
}
