import { getText } from "../../../aws/http/get-text.ts";
import { outward } from "../../../aws/http/outward.ts";
import { systemClock } from "../../../engine/clock.ts";
import { CliError, UsageError } from "../../../engine/errors.ts";
import type { IO } from "../../../report/io.ts";
import { allowList } from "../../../settings/parse/allow-list.ts";
import { bodyOf } from "../../body-of.ts";
import { keepList, readKeptList } from "./kept-list.ts";
import { rangesIn, rangesInJson } from "./read-list.ts";
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
  }: {
    readonly statePath: string;
    readonly refresh: string | boolean | undefined;
    readonly tell: (text: string) => void;
    readonly keep: (work: () => Promise<void>) => void;
  },
): Promise<readonly string[]> {
  const known = senderLists[name]!;
  if (refresh === undefined || refresh === false) {
    const { source, date, ranges } = (await readKeptList(statePath, name)) ?? known;
    const renew = `"kinesis-proxy allow-ips ${name} --refresh" reads ${known.source}.`;
    tell(`Addresses of ${name}: the copy of ${date}${source === known.source ? "" : ` from ${source}`}. ${renew}`);
    return allowList(ranges);
  }
  const ranges = await (typeof refresh === "string" ? fromFile(io, refresh, known) : fromSource(io, name, known));
  const source = typeof refresh === "string" ? refresh : known.source;
  const date = new Date(systemClock.now()).toISOString().slice(0, 10);
  keep(() => keepList(statePath, name, { source, date, ranges }));
  tell(`Addresses of ${name}: ${ranges.length} ranges, read from ${source}.`);
  return ranges;
}

async function fromFile(io: IO, file: string, { member }: SenderList): Promise<readonly string[]> {
  const text = Buffer.from(await bodyOf(io, file)).toString();
  return member !== undefined && text.trimStart().startsWith("{")
    ? rangesInJson(text, member, file)
    : rangesIn(text, file);
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
    return rangesInJson(text, member, source);
  } catch (error) {
    if (error instanceof CliError || io.signal.aborted) throw error;
    throw new CliError(`${source} cannot be read: ${(error as Error).message}.`, {
      hint: `Leave --refresh out for the copy that is there, or pass a file: --refresh FILE.`,
      cause: error,
    });
  } finally {
    way.destroy();
  }
}
