import { lstat, realpath, stat } from "node:fs/promises";
import { UsageError } from "../engine/errors.ts";
import { errnoOf } from "./disk-fault.ts";

/** The path of the file that `path` means: what a link leads to, else `path` itself, be there a file or not.
 * A link that leads to nothing is refused with a `UsageError`: it would create a file in an unexpected place. */
export async function target(path: string): Promise<string> {
  if (path === "" || /[/\\]$/.test(path)) throw new UsageError(`"${path}" is not the path of a file.`, elsewhere);
  if (!(await isLink(path))) return path;
  try {
    const real = await realpath(path);
    if ((await stat(real)).isFile()) return real;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno !== "ENOENT" && errno !== "ELOOP") throw error;
  }
  throw new UsageError(`${path} is a link that leads to no file.`, `Remove the link, or ${lower(elsewhere)}`);
}

/** Is there a symbolic link of this name? */
export async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return false;
    throw error;
  }
}

const elsewhere = "Choose another file with --state.";

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
