import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../engine/errors.ts";
import { SAMPLE_EVENT } from "../mapping/sample-event.ts";
import type { IO } from "../report/io.ts";
import { diskFault } from "../settings/parse/disk-fault.ts";

/** The sample event, the bytes of a file, or those of standard input for "-". */
export async function bodyOf(io: IO, file: string | undefined): Promise<Uint8Array> {
  if (file === undefined) return Buffer.from(SAMPLE_EVENT);
  if (file === "-") {
    const chunks: Uint8Array[] = [];
    for await (const chunk of io.stdin) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${diskFault(error)}.`);
  }
}
