import type { ArchiveObject, ArchiveStore } from "./archive-store.ts";
import { hourFolder, isYear, objectTime } from "./object-time.ts";

/** Milliseconds before a time in which objects may begin that hold records of it: Firehose falls behind where it cannot deliver. */
const MARGIN = 86_400_000;

/** Where listing begins for what was written since then, in milliseconds since 1970: at an hour. */
export function listStart(since: number): number {
  return Math.max(0, since - MARGIN - ((since - MARGIN) % 3_600_000));
}

/** Folders are looked through this deep for those of years. */
const deepest = 6;

/** From when, and up to when, records are wanted, in milliseconds since 1970. */
export interface Window {
  readonly since: number;
  readonly until: number;
}

/** What Firehose could not deliver as it is lies beside the records, in folders with such names. */
const failed = /(^|\/)(errors?|[a-z-]+-(errors|failed))\//;

/** The objects that may hold records of the window, in the order of time. Folders of other hours are not listed. */
export async function* objectsIn(
  store: ArchiveStore,
  prefix: string,
  { since, until }: Window,
): AsyncGenerator<ArchiveObject> {
  const bases = Number.isFinite(since) || Number.isFinite(until) ? await basesBelow(store, prefix) : undefined;
  if (bases === undefined || bases.length === 0) {
    for await (const object of store.objects(prefix)) if (fits(prefix, object, { since, until }) !== "no") yield object;
    return;
  }
  for (const { base, like } of bases) {
    const after = Number.isFinite(since) ? `${base}${hourFolder(listStart(since), like)}` : base;
    for await (const object of store.objects(base, after)) {
      const fit = fits(prefix, object, { since, until });
      if (fit === "yes") yield object;
      // Names in the order of time: no later one fits. Those of other folders may come between.
      if (fit === "later") break;
    }
  }
}

function fits(prefix: string, { key, written }: ArchiveObject, { since, until }: Window): "yes" | "no" | "later" {
  if (failed.test(key.slice(prefix.length))) return "no";
  const time = objectTime(key);
  if (time !== undefined && time.oldest >= until)
    return time.folder === hourFolder(until, time.folder) ? "no" : "later";
  return written < since ? "no" : "yes";
}

/** The prefixes below which folders of years lie, and what those are named like. */
async function basesBelow(
  store: ArchiveStore,
  prefix: string,
  depth = 0,
): Promise<readonly { readonly base: string; readonly like: string }[]> {
  const folders = (await store.folders(prefix)).filter((folder) => !failed.test(folder));
  const year = folders.find(isYear);
  if (year !== undefined) return [{ base: prefix, like: year }];
  if (depth === deepest) return [];
  const below: { readonly base: string; readonly like: string }[] = [];
  for (const folder of folders) below.push(...(await basesBelow(store, `${prefix}${folder}`, depth + 1)));
  return below;
}
