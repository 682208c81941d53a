import { randomBytes } from "node:crypto";
import { open, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/** How a file is written. */
export interface Writing {
  /** Also there after a power cut, which takes the time of a disk. */
  readonly durable?: boolean;
  /** For its owner only; else for all whom the umask lets. */
  readonly isPrivate?: boolean;
}

/** Writes `text` to a new file beside `path` and returns its path: mode 0600 where it is private, on the disk where it is `durable`, in a folder made
 * when missing, which is as private. On failure nothing stays behind and the file system's own error is thrown. */
export async function writeDraft(path: string, text: string, how: Writing = {}): Promise<string> {
  const { durable = true, isPrivate = true } = how;
  await makeFolder(dirname(path), isPrivate ? 0o700 : 0o777);
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.draft`);
  const file = await open(draft, "wx", isPrivate ? 0o600 : 0o666);
  try {
    try {
      await file.writeFile(text);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard(draft);
    throw error;
  }
  return draft;
}

/** Takes a file away; that it is not there or cannot be removed is no failure. */
export async function discard(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

/** Is `name` what `writeDraft` calls a draft of `path`? */
export function isDraftOf(path: string, name: string): boolean {
  const start = `.${basename(path)}.`;
  return name.startsWith(start) && /^[0-9a-f]{12}\.draft$/.test(name.slice(start.length));
}
