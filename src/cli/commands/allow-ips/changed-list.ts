import { CliError } from "../../../engine/errors.ts";
import { allowList } from "../../../settings/parse/allow-list.ts";
import { isCovered } from "../../widening/is-covered.ts";

/** The list with these ranges added. Throws where everybody may call: a list would shut callers out. */
export function withRanges(list: readonly string[], ranges: readonly string[]): readonly string[] {
  if (list.length > 0) return allowList([...list, ...ranges]);
  throw new CliError("There is no list to add to: everybody may call.", {
    hint: `Run "kinesis-proxy allow-ips ${ranges.join(" ")}" to let only these call.`,
  });
}

/** The list without these ranges. Throws for a range that is not in it as it stands, and where nothing would be left. */
export function withoutRanges(list: readonly string[], ranges: readonly string[]): readonly string[] {
  const missing = ranges.find((one) => !list.includes(one) && !list.some((other) => isCovered(other, [one])));
  if (missing !== undefined) {
    const larger = list.find((one) => isCovered(missing, [one]));
    throw new CliError(
      larger === undefined ? `${missing} is not in the list.` : `${missing} is in the list as part of ${larger}.`,
      { hint: 'Run "kinesis-proxy allow-ips --list" to see the list.' },
    );
  }
  const left = list.filter((one) => !isCovered(one, ranges));
  if (left.length > 0) return left;
  throw new CliError("Nothing would be left in the list, and then everybody may call.", {
    hint: 'Run "kinesis-proxy allow-ips --clear" if that is what you want, or "kinesis-proxy allow-ips CIDR" for another list.',
  });
}
