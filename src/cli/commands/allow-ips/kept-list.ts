import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../../../engine/errors.ts";
import { allowList } from "../../../settings/parse/allow-list.ts";
import { writeAtomic } from "../../../state/atomic-file.ts";
import type { SenderList } from "./sender-lists.ts";

/** Where the ranges were read from, and the day. */
export type KeptList = Pick<SenderList, "source" | "date" | "ranges">;

/** The copy of a sender's list that `--refresh` keeps beside the state file. */
function pathOf(statePath: string, name: string): string {
  return join(dirname(statePath), `list-${name}.json`);
}

/** Reads that copy; undefined where there is none. Throws a UsageError for one that names no addresses. */
export async function readKeptList(statePath: string, name: string): Promise<KeptList | undefined> {
  const path = pathOf(statePath, name);
  try {
    const { source, date, ranges } = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
    if (Array.isArray(ranges) && ranges.length > 0)
      return { source: String(source), date: String(date), ranges: allowList(ranges.map(String)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
  }
  throw new UsageError(`${path} holds no list of addresses.`, "Remove it, or renew it with --refresh.");
}

/** Keeps a copy. */
export async function keepList(statePath: string, name: string, list: KeptList): Promise<void> {
  const path = pathOf(statePath, name);
  await writeAtomic(path, `${JSON.stringify(list, undefined, 2)}\n`);
}
