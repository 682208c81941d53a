import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { errnoOf } from "./disk-fault.ts";

/** Makes a folder, and those above it, unless it is there: for its owner only (0700), or with another mode, as the umask lets. The file system's own error is thrown. Node.js has this, too, but
 * tries for ever where no folder can be made, as in /proc. */
export async function makeFolder(path: string, mode = 0o700): Promise<void> {
  try {
    await made(path, mode);
  } catch (error) {
    const above = dirname(path);
    if (errnoOf(error) !== "ENOENT" || above === path) throw error;
    await makeFolder(above, mode);
    await made(path, mode);
  }
}

async function made(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    // What is a folder already is made, whatever the system thinks of making it: in a read-only place it says so first.
    const there = await stat(path).catch(() => undefined);
    if (there?.isDirectory() !== true) throw error;
  }
}
