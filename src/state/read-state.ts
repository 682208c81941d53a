import { readFile, stat } from "node:fs/promises";
import type { Shape } from "../engine/step/check.ts";
import { UsageError } from "../engine/errors.ts";
import { diskFault, errnoOf } from "./disk-fault.ts";
import { stateFault } from "./schema.ts";
import { renderState, stateLimit, stateVersion, type StateDocument } from "./state-document.ts";
import { target } from "./target.ts";

/** What the state file says, or undefined when there is none; writes nothing.
 * `ids` says what is kept of each step. A file that cannot be read or understood is a `UsageError`. */
export async function readState(
  path: string,
  ids: Readonly<Record<string, Shape>>,
): Promise<StateDocument | undefined> {
  const bytes = await readBytes(path);
  return bytes === undefined ? undefined : parseState(path, bytes, ids);
}

async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    const real = await target(path);
    const found = await stat(real);
    if (found.isDirectory()) throw new UsageError(`The state file ${path} is a folder.`, `Choose a file with --state.`);
    if (!found.isFile()) throw new UsageError(`The state file ${path} is not a plain file.`, choose);
    if (found.size > stateLimit) throw tooLarge(path);
    return await readFile(real);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new UsageError(
      `The state file ${path} cannot be read: ${why}.`,
      `Make it readable, or choose another file with --state.`,
    );
  }
}

/** A state file's bytes, checked; `path` is for the words of the `UsageError` when they are not right. */
export function parseState(path: string, bytes: Uint8Array, ids: Readonly<Record<string, Shape>>): StateDocument {
  if (bytes.byteLength === 0) throw damaged(path, "it is empty");
  const value = parseJson(path, bytes);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw damaged(path, "it holds no JSON object");
  refuseNewer(path, value);
  const fault = stateFault(value, ids);
  if (fault !== undefined) throw damaged(path, fault);
  const document = value as StateDocument;
  if (isDeeper(document, 20)) throw damaged(path, "its objects and lists lie too deep in one another");
  if (renderState(document).length > stateLimit) throw tooLarge(path);
  return document;
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged(path, error instanceof SyntaxError ? "it is no JSON, or cut short" : "it is not text in UTF-8");
  }
}

function refuseNewer(path: string, value: object): void {
  const version: unknown = "version" in value ? value.version : undefined;
  if (typeof version !== "number" || !Number.isInteger(version) || version <= stateVersion) return;
  throw new UsageError(
    `The state file ${path} is of version ${version}, and this kinesis-proxy knows version ${stateVersion}.`,
    "Update kinesis-proxy, or choose another file with --state.",
  );
}

/** Nothing that this program writes is; what is cannot be written again with its indentation. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

function damaged(path: string, why: string): UsageError {
  return new UsageError(`The state file ${path} is damaged (${why}).`, rebuild);
}

function tooLarge(path: string): UsageError {
  return new UsageError(`The state file ${path} is larger than 1 MiB; no state file is.`, rebuild);
}

const choose = "Choose another file with --state.";
const rebuild =
  "Move it away and run the command again with the same name and region: everything in AWS is found again by its tags.";
