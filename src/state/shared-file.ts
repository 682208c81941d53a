import { UsageError } from "../engine/errors.ts";
import { writeAtomic } from "./atomic-file.ts";
import { diskFault } from "./disk-fault.ts";

/** Writes a file that is to be kept and shared, in one move, with the modes of all files of this user. Throws a UsageError where it cannot be
 * written; `name` is how it is called then. */
export async function writeShared(path: string, name: string, text: string): Promise<void> {
  try {
    await writeAtomic(path, text, { isPrivate: false });
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(error.message, "Remove the link, or choose another place.");
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new UsageError(`${name} cannot be written: ${why}.`, "Choose another place, or make room there.");
  }
}
