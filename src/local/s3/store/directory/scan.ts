import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { keyOf } from "./key-path.ts";

/** A file below a bucket's folder. */
export interface FoundFile {
  /** Absolute. */
  readonly file: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** All files below a folder, by key: two, where a crash left an object beside its folder and in its own place. Links are not
 * followed. */
export async function scan(folder: string): Promise<Map<string, FoundFile[]>> {
  const found = new Map<string, FoundFile[]>();
  const visit = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) await visit(below);
      if (!entry.isFile()) continue;
      const file = join(folder, below);
      const { size, mtimeMs } = await lstat(file);
      const key = keyOf(below);
      found.set(key, [...(found.get(key) ?? []), { file, size, at: Math.round(mtimeMs) }]);
    }
  };
  await visit("");
  return found;
}

/** The MD5 of a file in hex. */
export async function md5OfFile(file: string): Promise<string> {
  const md5 = createHash("md5");
  for await (const piece of createReadStream(file)) md5.update(piece as Buffer);
  return md5.digest("hex");
}
