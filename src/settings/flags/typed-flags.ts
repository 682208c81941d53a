import { flagName } from "./names.ts";
import { words } from "../parse/parse.ts";
import type { Settings } from "../sources.ts";
import { entries, settingNames, type SettingName } from "../table.ts";

/** The flags of settings that were typed, as the words of a command line; without those that every command takes. */
export function typedFlags(settings: Settings): readonly string[] {
  return settingNames.filter((name) => entries[name].group !== undefined).flatMap((name) => flagWords(name, settings));
}

function flagWords(name: SettingName, settings: Settings): readonly string[] {
  const given = settings[name];
  if (given?.from !== "flags") return [];
  const { argument, no, shown } = entries[name];
  const flag = flagName(name);
  if (no !== undefined && given.text === "false") return [flag.replace("--", "--no-")];
  if (argument === undefined || (argument.startsWith("[") && given.text === "true")) return [flag];
  if (shown !== undefined) return [flag, shown(given.text)];
  return [flag, ...(/\.\.\.[>\]]$/.test(argument) ? words(given.text) : [given.text])];
}
