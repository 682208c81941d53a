import { open, readdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { discard, isDraftOf, writeDraft, type Writing } from "./draft.ts";
import { target } from "./target.ts";

/** Replaces the file's whole text in one move, so that whoever reads it sees the old text or the new one, where it is durable also
 * after a power cut.
 * A link to a file stays a link: the file it names is replaced. On failure the file is as before and no draft is left;
 * the file system's own error is thrown, or a `UsageError` for a link that leads to no file. */
export async function writeAtomic(path: string, text: string, how: Writing = {}): Promise<void> {
  const real = await target(path);
  const draft = await writeDraft(real, text, how);
  try {
    await rename(draft, real);
  } catch (error) {
    await discard(draft);
    throw error;
  }
  if (how.durable !== false) await syncFolder(dirname(real));
}

/** Takes away the drafts of `path` that killed runs left; only for whoever is its one writer. */
export async function sweepDrafts(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.filter((name) => isDraftOf(path, name)).map((name) => discard(join(folder, name))));
}

/** A rename is on the disk only once its folder is. Windows and some file systems cannot do this to a folder: there it is left out. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
