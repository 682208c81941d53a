import { lstatSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { Reporter } from "../core/events.ts";
import { givenFile } from "./given-file.ts";
import { reason } from "./reason.ts";
import { settingNames, type Source } from "./settings.ts";

/** What `kinesis-proxy.json` may say beside the proxy's settings. */
export interface FileSettings extends Source {
  readonly region?: unknown;
  readonly profile?: unknown;
  readonly endpointUrl?: unknown;
}

const NAME = "kinesis-proxy.json";

/** The settings file of this directory; empty when there is none. */
export function readSettingsFile(directory: string): FileSettings {
  const path = join(directory, NAME);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return {};
  const value = parse(givenFile(NAME, path, { cwd: directory }).toString());
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${NAME} is not a JSON object.`, "Mend the file, or remove it.");
  const known = new Set<string>([...settingNames, "region", "profile", "endpointUrl", "$schema"]);
  const unknown = Object.keys(value).find((key) => !known.has(key));
  if (unknown !== undefined)
    throw new UsageError(`${NAME} has an unknown setting "${unknown}".`, `Known are: ${[...known].join(", ")}.`);
  return value;
}

/** Says what the file gives, where it gives something: it may have come with the folder. */
export function tellFile(file: FileSettings, report: Pick<Reporter, "event">): void {
  const said = Object.entries(file).filter(([name]) => name !== "$schema");
  if (said.length === 0) return;
  const text = said.map(([name, value]) => `${name}=${short(value)}`).join(", ");
  report.event({ type: "note", text: `Settings from ./${NAME}: ${text}` });
}

function short(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${NAME} is not valid JSON: ${reason(error)}.`, "Mend the file, or remove it.");
  }
}
