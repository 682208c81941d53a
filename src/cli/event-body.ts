import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../engine/errors.ts";
import { shellWord } from "../engine/shell-word.ts";
import { SAMPLE_EVENT } from "../mapping/sample-event.ts";
import type { IO } from "../report/io.ts";
import { reason } from "../settings/disk-fault.ts";

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

/** Each line as an event of its own; empty lines are none. `json`: an event must be JSON. */
export function lines(body: Uint8Array, file: string, json: boolean): readonly Uint8Array[] {
  const all = Buffer.from(body).toString("latin1").split(/\r?\n/);
  const name = file === "-" ? "Standard input" : file;
  const bad = json ? all.findIndex((line) => line.trim() !== "" && !isJson(Buffer.from(line, "latin1"))) : -1;
  if (bad >= 0) throw noJson(`Line ${bad + 1} of ${file === "-" ? "standard input" : file}`, all[bad]!);
  const events = all.filter((line) => line.trim() !== "");
  if (events.length === 0) throw new UsageError(`${name} has no event in it.`, "With --ndjson each line is one event.");
  return events.map((line) => Buffer.from(line, "latin1"));
}

export function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString());
    return true;
  } catch {
    return false;
  }
}

/** One such event makes the endpoint refuse the whole batch. `what` names it. */
export function noJson(what: string, text: string): UsageError {
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return new UsageError(
    `${what} is not JSON: ${shown}`,
    "In a batch each event is JSON on one line. Nothing was sent.",
  );
}
