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
  const { argument, help, usually, no, json } = entries[name];
  const text = usually === undefined ? help : `${help} (${usually})`;
  const flag: Flag = argument === undefined ? { text } : { text, value: argument, values: wordsIn(json.schema) };
  if (no === undefined) return [[name, flag]];
  const twin: Flag = no === true ? { no: true, text: "", hidden: true } : { no: true, text: no };
  return [
    [name, flag],
    [name, twin],
  ];
}

/** The texts that a JSON Schema lists. */
function wordsIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { enum: listed, ...others } = schema as { readonly enum?: readonly unknown[] };
  const words = (listed ?? []).filter((one) => typeof one === "string" || typeof one === "number").map(String);
  return [...words, ...Object.values(others).flatMap((one) => [one].flat().flatMap(wordsIn))];
}
