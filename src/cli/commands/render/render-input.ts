import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../../../engine/errors.ts";
import { shellWord } from "../../../engine/shell-word.ts";
import type { IO } from "../../../report/io.ts";
import { contentType as parseType } from "../../../settings/parse/parse.ts";
import { bodyOf } from "../../body-of.ts";

/** The body to render, after a check of the flags. Throws UsageError. */
export async function renderInput(
  io: IO,
  file: string | undefined,
  { envelope, contentType }: { readonly envelope?: unknown; readonly contentType?: string | undefined },
): Promise<Uint8Array> {
  if (Array.isArray(envelope)) await refuseFile(io, envelope.map(String));
  if (contentType !== undefined) parseType(contentType, "--content-type");
  return bodyOf(io, file);
}

/** Refuses the name of a file as a header's name: --envelope takes every word after it for a header. */
async function refuseFile(io: IO, headers: readonly string[]): Promise<void> {
  for (const name of headers.filter((one) => /[./]/.test(one))) {
    const found = await stat(resolve(io.cwd, name)).catch(() => undefined);
    if (found !== undefined)
      throw new UsageError(
        `--envelope takes ${name} for the name of a header, and there is a file of that name.`,
        `Put the file first: "kinesis-proxy render ${shellWord(name)} --envelope".`,
      );
  }
}
