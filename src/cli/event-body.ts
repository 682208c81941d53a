import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { shellWord } from "../core/shell-word.ts";
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

/** Throws a UsageError for a header's name that is a file: --envelope takes every word behind it for a header. */
export async function refuseFile(io: IO, headers: readonly string[]): Promise<void> {
  for (const name of headers.filter((one) => /[./]/.test(one))) {
    const found = await stat(resolve(io.cwd, name)).catch(() => undefined);
    if (found !== undefined)
      throw new UsageError(
        `--envelope takes ${name} for the name of a header, and there is a file of that name.`,
        `Put the file first: "kinesis-proxy render ${shellWord(name)} --envelope".`,
      );
  }
}

/** Each line as an event of its own; empty lines are none. */
export function lines(body: Uint8Array, file: string | undefined): readonly Uint8Array[] {
  const text = Buffer.from(body).toString("latin1");
  const events = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const name = file === undefined || file === "-" ? "Standard input" : file;
  if (events.length === 0) throw new UsageError(`${name} has no event in it.`, "With --ndjson each line is one event.");
  return events.map((line) => Buffer.from(line, "latin1"));
}
