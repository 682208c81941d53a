import type { IO } from "../../report/io.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { readSettings, type Settings, type Source } from "../../settings/sources.ts";
import { placeOf, statePath, type Place } from "./place.ts";
import { readSettingsFile, type FileSettings } from "../../settings/settings-file.ts";
import { DEFAULT_NAME } from "../../settings/table.ts";

/** Which proxy is meant, on which AWS. */
export interface WhichProxy {
  readonly name: string;
  readonly place: Place;
  /** The state file; it need not exist. */
  readonly path: string;
  /** What the settings file says. */
  readonly file: FileSettings;
  /** What flags, environment and settings file give. */
  readonly settings: Settings;
}

/** Which proxy flags, environment and settings file mean; `more` are settings beside the flags. */
export async function whichProxy(io: IO, options: GlobalOptions & Source, more: Source = {}): Promise<WhichProxy> {
  const file = readSettingsFile(io.cwd);
  const place = await placeOf(options, file, io.env);
  const settings = readSettings({ flags: { ...options, ...more }, env: io.env, file, cwd: io.cwd });
  const name = settings.name?.value ?? DEFAULT_NAME;
  return { name, place, path: statePath(options, io.cwd, name, place), file, settings };
}
