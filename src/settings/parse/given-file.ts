import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { UsageError } from "../../engine/errors.ts";
import { diskFault } from "./disk-fault.ts";

/** More than any file of settings has, in bytes: API Gateway takes no larger template. */
const LARGEST = 300 * 1024;

/** Where a file is looked for. */
export interface Folder {
  /** Relative paths begin here. */
  readonly cwd: string;
  /** The file must lie in this folder, wherever links lead: whoever wrote the settings file has no claim to what is elsewhere. */
  readonly within?: string | undefined;
  /** Told the path of each file that is looked for. */
  readonly looked?: ((path: string) => void) | undefined;
}

/** A folder in which no file lies: the state file keeps what was read, and names no file. */
export const NOWHERE = "";

/** The bytes of a file that a setting names. Only a regular file of at most 300 KB is read: a device has no end, and a pipe may
 * never be written to. `what` begins the sentence of the `UsageError`. */
export function givenFile(what: string, path: string, { cwd, within, looked }: Folder, hint?: string): Buffer {
  try {
    if (within === NOWHERE) throw new UsageError(`${what} is named by the state file, which names no files.`, hint);
    looked?.(resolve(cwd, path));
    const real = realpathSync(resolve(cwd, path));
    if (within !== undefined && !isInside(realpathSync(within), real))
      throw new UsageError(
        `${what} lies outside of the folder of kinesis-proxy.json, which may name files beside it only.`,
        "Pass a file elsewhere with the flag.",
      );
    return read(what, real);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${what} cannot be read: ${diskFault(error)}.`, hint);
  }
}

function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === file;
}

function read(what: string, path: string): Buffer {
  // Opening a pipe that has no writer would block.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(file);
    if (found.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    if (!found.isFile()) throw new Error("it is not a regular file");
    const bytes = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let more = -1; more !== 0 && length <= LARGEST; length += more)
      more = readSync(file, bytes, length, bytes.length - length, null);
    if (length > LARGEST) throw new UsageError(`${what} is larger than 300 KB, which is API Gateway's limit.`);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
