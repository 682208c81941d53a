import { UsageError } from "../../../engine/errors.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import type { IO } from "../../../report/io.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { reportOptions } from "../../session/report-options.ts";
import { whichProxy } from "../../session/which-proxy.ts";
import { addressesOf } from "./addresses-of.ts";
import { senderLists } from "./sender-lists.ts";
import { senderRanges } from "./sender-ranges.ts";

/** What `allow-ips` does: list, set this list (empty: everybody may call), or add or remove ranges. */
export type Action = { readonly type: "list" } | Change;

interface Change {
  readonly type: "set" | "add" | "remove";
  readonly ranges: readonly string[];
  /** Keeps a copy of each sender's list that was read anew, once the change is made. */
  readonly keep: () => Promise<void>;
}

interface Options extends GlobalOptions {
  readonly add?: boolean | undefined;
  readonly remove?: boolean | undefined;
  readonly list?: boolean | undefined;
  readonly clear?: boolean | undefined;
  readonly refresh?: string | boolean | undefined;
}

/** The action that words and flags describe, with its addresses read. Throws a UsageError. */
export async function actionOf(io: IO, words: readonly string[], options: Options): Promise<Action> {
  const { add, remove, list, clear } = options;
  // `--refresh github` means the sender, not a file of that name.
  const isSender = typeof options.refresh === "string" && Object.hasOwn(senderLists, options.refresh);
  const named = isSender ? [...words, String(options.refresh)] : words;
  const refresh = isSender ? true : options.refresh;
  const ways = [named.length > 0, list === true, clear === true].filter(Boolean).length;
  if (ways !== 1)
    throw new UsageError(
      ways === 0 ? "There is no address to allow." : "Addresses, --list and --clear exclude each other.",
      'Write "kinesis-proxy allow-ips 203.0.113.0/24", or pass --list or --clear.',
    );
  if (add === true && remove === true)
    throw new UsageError("--add and --remove exclude each other.", "Run one after the other.");
  if (named.length === 0 && (add === true || remove === true))
    throw new UsageError(`${add === true ? "--add" : "--remove"} needs addresses.`, "Write them behind it.");
  const senders = named.filter((word) => Object.hasOwn(senderLists, word));
  if (refresh !== undefined && (senders.length === 0 || (typeof refresh === "string" && senders.length > 1)))
    throw new UsageError(
      typeof refresh === "string" && senders.length > 1
        ? "--refresh FILE is for one sender."
        : "--refresh needs a sender.",
      `Known senders: ${Object.keys(senderLists).join(", ")}.`,
    );
  if (list === true) return { type: "list" };
  const kept: (() => Promise<void>)[] = [];
  const keep = async (): Promise<void> => {
    for (const work of kept) await work();
  };
  if (clear === true) return { type: "set", ranges: [], keep };
  const report = await chooseReporter(io, reportOptions(options, io));
  const { path: statePath } = await whichProxy(io, options);
  const tell = (text: string): void => report.event({ type: "note", text });
  const later = (work: () => Promise<void>): void => void kept.push(work);
  const ranges = await addressesOf(io, named, (name) =>
    senderRanges(io, name, { statePath, refresh, tell, keep: later }),
  );
  return { type: add === true ? "add" : remove === true ? "remove" : "set", ranges, keep };
}
