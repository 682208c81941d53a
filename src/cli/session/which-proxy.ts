import type { IO } from "../../report/io.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { readSettings, type Settings, type Source } from "../../settings/sources.ts";
import { placeOf, type Place } from "./place.ts";
import { statePath } from "./state-path.ts";
import { readSettingsFile, type FileSettings } from "../../settings/file/settings-file.ts";
import { DEFAULT_NAME } from "../../settings/table.ts";

/** A proxy and its AWS. */
export interface WhichProxy {
  readonly name: string;
  readonly place: Place;
  /** The state file; it need not exist. */
  readonly path: string;
  /** The content of the settings file. */
  readonly file: FileSettings;
  /** What flags, environment and settings file give. */
  readonly settings: Settings;
}

/** The proxy that flags, environment and settings file name; `more` are settings in addition to the flags. */
export async function whichProxy(
  io: Pick<IO, "cwd" | "env">,
  options: GlobalOptions & Source,
  more: Source = {},
): Promise<WhichProxy> {
  const file = readSettingsFile(io.cwd);
  const place = await placeOf(options, file, io.env);
  const settings = readSettings({ flags: { ...options, ...more }, env: io.env, file, cwd: io.cwd });
  const name = settings.name?.value ?? DEFAULT_NAME;
  return { name, place, path: statePath(options, io.cwd, name, place), file, settings };
}
