import type { Flag } from "./flag.ts";
import type { SettingGroup } from "../setting.ts";
import { entries, settingNames, type SettingName } from "../table.ts";

/** A setting's flag, or its `--no-` twin. */
export type SettingFlag = readonly [SettingName, Flag];

/** The flags of the settings in these groups, in the order of the table; "all" for every group. */
export function flagsOf(groups: readonly SettingGroup[] | "all"): readonly SettingFlag[] {
  const names = settingNames.filter((name) => {
    const { group } = entries[name];
    return group !== undefined && (groups === "all" || groups.some((one) => one === group));
  });
  return names.flatMap(flagsFor);
}

/** The flag of a setting, and its twin where it has one; `help` in place of its own. */
export function flagsFor(name: SettingName): readonly SettingFlag[] {
  const { argument, help, usually, no } = entries[name];
  const text = usually === undefined ? help : `${help} (${usually})`;
  const flag: Flag = argument === undefined ? { text } : { text, value: argument };
  if (no === undefined) return [[name, flag]];
  const twin: Flag = no === true ? { no: true, text: "", hidden: true } : { no: true, text: no };
  return [
    [name, flag],
    [name, twin],
  ];
}
