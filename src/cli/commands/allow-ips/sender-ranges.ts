import { getText } from "../../../aws/http/get-text.ts";
import { outward } from "../../../aws/http/outward.ts";
import { systemClock } from "../../../engine/clock.ts";
import { CliError, UsageError } from "../../../engine/errors.ts";
import type { IO } from "../../../report/io.ts";
import { allowList } from "../../../settings/parse/allow-list.ts";
import { bodyOf } from "../../body-of.ts";
import { keepList, readKeptList } from "./kept-list.ts";
import { rangesIn, rangesInJson, textOf } from "./read-list.ts";
import { senderLists, type SenderList } from "./sender-lists.ts";

/** A sender's ranges: from the copy beside the state file, else from the package. `refresh` reads them anew, from the sender's own
 * source or from a file, and `keep` gets the work that keeps a copy; `tell` hears where they come from. */
export async function senderRanges(
  io: IO,
  name: string,
  {
    statePath,
    refresh,
    tell,
    keep,
    known = senderLists[name]!,
  }: {
    readonly statePath: string;
    readonly refresh: string | boolean | undefined;
    readonly tell: (text: string) => void;
    readonly keep: (work: () => Promise<void>) => void;
    /** The list of the package. */
    readonly known?: SenderList;
  },
): Promise<readonly string[]> {
  if (refresh === undefined || refresh === false) {
    const { source, date, ranges } = (await readKeptList(statePath, name)) ?? known;
    const again = `"kinesis-proxy allow-ips ${name} --refresh`;
    const renew =
      known.member === undefined
        ? `${again} FILE" takes those of ${known.source}.`
        : `${again}" reads ${known.source}.`;
    tell(`Addresses of ${name}: the copy of ${date}${source === known.source ? "" : ` from ${source}`}. ${renew}`);
    return allowList(ranges);
  }
  const ranges = await (typeof refresh === "string" ? fromFile(io, refresh, known) : fromSource(io, name, known));
  const source = typeof refresh === "string" ? refresh : known.source;
  const date = new Date(systemClock.now()).toISOString().slice(0, 10);
  keep(() => keepList(statePath, name, { source, date, ranges }));
  tell(`Addresses of ${name}: ${ranges.length} ${ranges.length === 1 ? "range" : "ranges"}, read from ${source}.`);
  return ranges;
}

async function fromFile(io: IO, file: string, { member }: SenderList): Promise<readonly string[]> {
  const text = textOf(await bodyOf(io, file));
  return /^\s*[[{]/.test(text) ? rangesInJson(text, member, file) : rangesIn(text, file);
}

async function fromSource(io: IO, name: string, { source, member }: SenderList): Promise<readonly string[]> {
  if (member === undefined)
    throw new UsageError(
      `${name} publishes its addresses on a page for people: ${source}.`,
      `Copy them into a file and run "kinesis-proxy allow-ips ${name} --refresh FILE".`,
    );
  const way = outward(io.env);
  try {
    const text = await getText(source, { signal: io.signal, agent: await way.agentFor(source) });
    // trim() takes a byte order mark away, too.
    return rangesInJson(text.trim(), member, source);
  } catch (error) {
    if (error instanceof CliError || io.signal.aborted) throw error;
    // Of several addresses that all fail, Node.js tells the code only.
    const { message, code = "no connection" } = error as NodeJS.ErrnoException;
    throw new CliError(`${source} cannot be read: ${message || code}.`, {
      hint: `Leave --refresh out for the copy that is there, or pass a file: --refresh FILE.`,
      cause: error,
    });
  } finally {
    way.destroy();
  }
}
