import type { Setting } from "./setting.ts";
import type { Values } from "./values.ts";
import { entries, settingNames, type SettingName, type Table } from "./table.ts";

/** A tag of the REST API; its value is "" where there is nothing to remember. */
export interface Tag {
  readonly name: string;
  readonly value: string;
}

type TagOf<S> = S extends Setting<infer _Value, infer _Given, infer _Default, infer Tag> ? Tag : never;
type Tagged = { [K in SettingName]: TagOf<Table[K]> extends string ? K : never }[SettingName];

/** The settings by which the parts of a proxy are found, as tags: what is left of them when the state file is lost. */
export type Tags = { readonly [K in Tagged]: Tag };

/** The tags for these settings. A tag stays until it is overwritten, so "none" is a value too: otherwise the old one would count. */
export function tagsOf(values: Pick<Values, Tagged>): Tags {
  const named: Readonly<Partial<Record<SettingName, unknown>>> = values;
  const tags = tagged().map(([setting, name]) => [setting, { name, value: written(setting, named[setting]) }]);
  return Object.fromEntries(tags) as Tags;
}

/** The settings that the tags of a REST API remember. */
export function fromTags(tags: Readonly<Record<string, string>>): Readonly<Partial<Record<SettingName, string>>> {
  const said = tagged().filter(([, name]) => tags[name] !== undefined);
  return Object.fromEntries(
    said.map(([setting, name]) => {
      const value = tags[name] ?? "";
      return [setting, entries[setting].fromTag?.(value) ?? value];
    }),
  );
}

function tagged(): readonly (readonly [SettingName, string])[] {
  return settingNames.flatMap((name) => {
    const { tag } = entries[name];
    return tag === undefined ? [] : [[name, tag] as const];
  });
}

/** What a tag cannot hold is left out. */
function written(setting: SettingName, value: unknown): string {
  if (value === undefined) return "";
  const text = entries[setting].toTag?.(value) ?? String(value);
  return /^[\w+\-=.:/ @]{1,256}$/.test(text) ? text : "";
}
