import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { SAMPLE_EVENT } from "../mapping/sample-event.ts";
import type { IO } from "../report/io.ts";
import { reason } from "./reason.ts";

/** The bytes of a body: the sample event, a file's, or standard input's for "-". */
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
    throw new UsageError(`${file} cannot be read: ${reason(error)}.`);
  }
}

/** Each line as an event of its own; empty lines are none. */
export function lines(body: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(body).toString("latin1");
  const events = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (events.length === 0) throw new UsageError("There is no event in it.", "With --ndjson each line is one event.");
  return events.map((line) => Buffer.from(line, "latin1"));
}
