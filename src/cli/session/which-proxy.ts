import type { IO } from "../../report/io.ts";
import type { GlobalOptions } from "../global-flags.ts";
import type { Source, Sources } from "../../settings/sources.ts";
import { placeOf, statePath, type Place } from "./place.ts";
import { readSettingsFile, type FileSettings } from "../../settings/settings-file.ts";
import { DEFAULT_NAME, readFiles, setting } from "../../settings/config.ts";

/** Which proxy is meant, on which AWS. */
export interface WhichProxy {
  readonly name: string;
  readonly place: Place;
  /** The state file; it need not exist. */
  readonly path: string;
  /** What the settings file says. */
  readonly file: FileSettings;
  /** All sources of settings but the state file. */
  readonly sources: Sources;
}

/** Which proxy flags, environment and settings file mean; `more` are settings beside the flags. */
export async function whichProxy(io: IO, options: GlobalOptions & Source, more: Source = {}): Promise<WhichProxy> {
  const file = readSettingsFile(io.cwd);
  const place = await placeOf(options, file, io.env);
  const sources = readFiles({ flags: { ...options, ...more }, env: io.env, file, state: {}, cwd: io.cwd });
  const name = setting("name", sources) ?? DEFAULT_NAME;
  return { name, place, path: statePath(options, io.cwd, name, place), file, sources };
}
