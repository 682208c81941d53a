import { join } from "node:path";
import type { IO } from "../../../report/io.ts";
import { readSettingsFile, SETTINGS_FILE } from "../../../settings/file/settings-file.ts";
import { readSettings, type Source } from "../../../settings/sources.ts";

/** The settings file, and the paths of the files that it, flags and variables name. Of settings that are wrong, as far as they were read. */
export function namedFiles({ cwd, env }: Pick<IO, "cwd" | "env">, flags: Source): ReadonlySet<string> {
  const found = new Set([join(cwd, SETTINGS_FILE)]);
  try {
    readSettings({ flags, env, file: readSettingsFile(cwd), cwd, looked: (path) => found.add(path) });
  } catch {
    // Who uses the settings says what is wrong with them.
  }
  return found;
}
