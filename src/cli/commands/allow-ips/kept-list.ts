import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeAtomic } from "../../../state/atomic-file.ts";
import type { SenderList } from "./sender-lists.ts";

/** The copy of a sender's list that `--refresh` keeps beside the state file. */
function pathOf(statePath: string, name: string): string {
  return join(dirname(statePath), `list-${name}.json`);
}

/** Reads that copy; undefined where there is none. It is checked as every list is. */
export async function readKeptList(
  statePath: string,
  name: string,
): Promise<Pick<SenderList, "date" | "ranges"> | undefined> {
  try {
    const { date, ranges } = JSON.parse(await readFile(pathOf(statePath, name), "utf8")) as Record<string, unknown>;
    return Array.isArray(ranges) ? { date: String(date), ranges: ranges.map(String) } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a copy. */
export async function keepList(
  statePath: string,
  name: string,
  list: Pick<SenderList, "source" | "date" | "ranges">,
): Promise<void> {
  const path = pathOf(statePath, name);
  await mkdir(dirname(path), { recursive: true });
  await writeAtomic(path, `${JSON.stringify(list, undefined, 2)}\n`);
}
