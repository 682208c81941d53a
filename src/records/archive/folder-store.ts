import { createReadStream } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../../engine/errors.ts";
import type { ArchiveObject, ArchiveStore } from "./archive-store.ts";

/** An archive in a folder of this machine, such as a copy made by `aws s3 sync`. Keys are paths within it, with slashes. What begins with
 * a dot is no object. */
export function folderStore(path: string): ArchiveStore {
  const entries = async (prefix: string) => {
    const found = await readdir(join(path, prefix), { withFileTypes: true });
    const named = found.flatMap((entry) => {
      if (entry.name.startsWith(".")) return [];
      if (entry.isDirectory()) return [`${entry.name}/`];
      return entry.isFile() ? [entry.name] : [];
    });
    // As S3 orders keys: by their UTF-8 bytes.
    return named.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  };
  const walk = async function* (prefix: string, after: string): AsyncGenerator<ArchiveObject> {
    for (const name of await entries(prefix)) {
      const key = `${prefix}${name}`;
      if (!key.endsWith("/")) {
        if (compare(key, after) > 0) yield { key, written: (await stat(join(path, key))).mtimeMs };
      } else if (compare(key, after) > 0 || after.startsWith(key)) yield* walk(key, after);
    }
  };
  return {
    name: path,
    folders: async (prefix) => (await entries(prefix)).filter((name) => name.endsWith("/")),
    objects: (prefix, after = "") => walk(prefix, after),
    async open(key) {
      const file = await open(join(path, key)).catch((error: unknown) => {
        throw new CliError(`${join(path, key)} cannot be read: ${error instanceof Error ? error.message : ""}.`);
      });
      return { body: createReadStream("", { fd: file }), gzip: key.endsWith(".gz") };
    },
  };
}

function compare(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
