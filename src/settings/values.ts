import type { ValueOf } from "./setting.ts";
import type { Settings } from "./sources.ts";
import { entries, settingNames, type SettingName, type Table } from "./table.ts";

/** The value of each setting. */
export type Values = { readonly [K in SettingName]: ValueOf<Table[K]> };

/** Each setting's value: what is given, or its default. */
export function valuesOf(settings: Settings): Values {
  const name = settings.name?.value;
  const values = settingNames.map((one) => {
    const given = settings[one];
    return [one, given === undefined ? entries[one].default?.(name) : given.value];
  });
  // Each value was made by the entry of its name.
  return Object.fromEntries(values) as Values;
}
