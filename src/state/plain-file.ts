import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { errnoOf } from "./disk-fault.ts";

/** What is at a path: a file's text, or why it is none. */
export type PlainFile = { readonly text: string } | { readonly not: string };

/** What is at `path`; undefined when nothing is. Follows no link, and never waits for a writer as reading a FIFO would.
 * The file system's own error is thrown. */
export async function readPlain(path: string): Promise<PlainFile | undefined> {
  // Windows has neither flag.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW).catch((error: unknown) => why(error));
  if (file === undefined || "not" in file) return file;
  try {
    const found = await file.stat();
    if (found.isDirectory()) return { not: "it is a folder" };
    if (!found.isFile()) return { not: "it is not a plain file" };
    return { text: await file.readFile("utf8") };
  } finally {
    await file.close();
  }
}

function why(error: unknown): { readonly not: string } | undefined {
  switch (errnoOf(error)) {
    case "ENOENT":
      return undefined;
    case "ELOOP":
      return { not: "it is a link" };
    case "EISDIR":
      return { not: "it is a folder" };
    // A socket, or a device without a driver.
    case "ENXIO":
    case "ENODEV":
      return { not: "it is not a plain file" };
    default:
      throw error;
  }
}
