import type { Source, Settings } from "../sources.ts";
import { entries, settingNames, type SettingName } from "../table.ts";
import { isSecret } from "./check-file.ts";

/** What kinesis-proxy.json says of flags. */
export interface FileMembers {
  readonly members: Readonly<Record<string, unknown>>;
  /** Secrets, which belong into no file that is shared. */
  readonly secrets: readonly SettingName[];
}

/** The flags of a command line as members of kinesis-proxy.json: those that differ from the default, each in its own kind of JSON.
 * `settings` are the same flags, parsed. */
export function fileMembers(flags: Source, settings: Settings): FileMembers {
  const name = settings.name?.value;
  const given = settingNames.filter((one) => settings[one]?.from === "flags");
  const kept = given.filter((one) => !isSecret(one) && !same(settings[one]?.value, entries[one].default?.(name)));
  return {
    members: Object.fromEntries(kept.map((one) => [one, jsonOf(one, flags[one])])),
    secrets: given.filter((one) => isSecret(one) && settings[one]?.text !== "false"),
  };
}

function same(value: unknown, usual: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(usual);
}

/** What was typed, as a number where the setting is one. */
function jsonOf(name: SettingName, typed: unknown): unknown {
  const { json } = entries[name];
  const ways = [typed, Number(typed), Array.isArray(typed) ? typed.join(" ") : typed];
  return ways.find((one) => json.holds(one)) ?? typed;
}
