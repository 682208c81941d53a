import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../core/errors.ts";
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
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return {};
    throw new UsageError(`${NAME} cannot be read: ${reason(error)}.`);
  }
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${NAME} is not a JSON object.`, "Mend the file, or remove it.");
  const known = new Set<string>([...settingNames, "region", "profile", "endpointUrl", "$schema"]);
  const unknown = Object.keys(value).find((key) => !known.has(key));
  if (unknown !== undefined)
    throw new UsageError(`${NAME} has an unknown setting "${unknown}".`, `Known are: ${[...known].join(", ")}.`);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${NAME} is not valid JSON: ${reason(error)}.`, "Mend the file, or remove it.");
  }
}
