import type { IO } from "../../../report/io.ts";
import { UsageError } from "../../../engine/errors.ts";
import { allowList } from "../../../settings/parse/allow-list.ts";
import { bodyOf } from "../../body-of.ts";
import { rangesIn, textOf } from "./read-list.ts";
import { senderLists } from "./sender-lists.ts";

/** The ranges that these words name: addresses, ranges, senders, `@FILE`, or `-` for standard input. `senderRanges` gives a sender's.
 * Throws a UsageError that names the bad word or line. */
export async function addressesOf(
  io: IO,
  words: readonly string[],
  senderRanges: (name: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const lists: (readonly string[])[] = [];
  for (const word of words) {
    if (Object.hasOwn(senderLists, word)) lists.push(await senderRanges(word));
    else if (word === "-") lists.push(rangesIn(textOf(await bodyOf(io, "-")), "standard input"));
    else if (word === "@") throw new UsageError('"@" names no file.', "Write @FILE, such as @partners.txt.");
    else if (word.startsWith("@")) lists.push(rangesIn(textOf(await bodyOf(io, word.slice(1))), word.slice(1)));
    else lists.push(allowList([word]));
  }
  const ranges = allowList(lists.flat());
  // No address at all would let everybody call.
  if (ranges.length > 0) return ranges;
  throw new UsageError(
    `There is no address in ${words.join(" ")}.`,
    'Run "kinesis-proxy allow-ips --clear" to let everybody call.',
  );
}
