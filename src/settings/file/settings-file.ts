import { lstatSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../engine/errors.ts";
import { checkFile, isSecret } from "./check-file.ts";
import { givenFile } from "../parse/given-file.ts";
import { diskFault } from "../parse/disk-fault.ts";
import { HIDDEN } from "../parse/secret.ts";
import type { Source } from "../sources.ts";

/** What `kinesis-proxy.json` may say beside the proxy's settings. */
export interface FileSettings extends Source {
  readonly region?: unknown;
  readonly profile?: unknown;
  readonly endpointUrl?: unknown;
}

/** Its name. */
export const SETTINGS_FILE = "kinesis-proxy.json";
const CORRECT_IT = "Correct the file, or remove it.";

/** The settings file of this directory; empty when there is none. */
export function readSettingsFile(directory: string): FileSettings {
  const path = join(directory, SETTINGS_FILE);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return {};
  const value = parse(utf8(givenFile(SETTINGS_FILE, path, { cwd: directory })));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${SETTINGS_FILE} is not a JSON object.`, CORRECT_IT);
  checkFile(value);
  return value;
}

function utf8(bytes: Uint8Array): string {
  try {
    // A byte order mark is no part of the text.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${SETTINGS_FILE} is not UTF-8.`, "Save it as UTF-8 text.");
  }
}

/** Says what the file gives: it may have come with the folder. Undefined where it gives nothing. */
export function fileNote(file: FileSettings): string | undefined {
  const said = Object.entries(file).filter(([name]) => name !== "$schema");
  if (said.length === 0) return undefined;
  return `Settings from ./${SETTINGS_FILE}: ${said.map(([name, value]) => `${name}=${short(name, value)}`).join(", ")}`;
}

function short(name: string, value: unknown): string {
  if (value !== false && isSecret(name)) return HIDDEN;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${SETTINGS_FILE} is not valid JSON: ${diskFault(error)}.`, CORRECT_IT);
  }
  const twice = givenTwice(text);
  if (twice !== undefined) throw new UsageError(`${SETTINGS_FILE} says "${twice}" twice.`, "Leave one of them out.");
  return value;
}

/** A name that a valid JSON document gives to two members of one object: the last one would win in silence. */
function givenTwice(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, key] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (key !== undefined) {
      const name = JSON.parse(key) as string;
      if (open.at(-1)?.has(name)) return name;
      open.at(-1)?.add(name);
    }
  }
  return undefined;
}
