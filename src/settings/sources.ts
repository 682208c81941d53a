import { UsageError } from "../engine/errors.ts";
import { NOWHERE, type Folder } from "./parse/given-file.ts";
import { envName, flagName } from "./flags/names.ts";
import { presetOf } from "./parse/preset.ts";
import type { Setting, ValueOf } from "./setting.ts";
import { entries, settingNames, type SettingName, type Table } from "./table.ts";

/** Settings as a source gives them: texts, numbers, booleans or lists. */
export type Source = Readonly<Partial<Record<SettingName, unknown>>>;

/** Where settings come from this time. */
export interface Sources {
  readonly flags: Source;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Source;
  /** Where relative paths begin, and kinesis-proxy.json lies. */
  readonly cwd: string;
  /** Told the path of each file that a setting names. */
  readonly looked?: (path: string) => void;
}

/** The kinds of sources, the strongest first. */
const kinds = ["flags", "env", "file", "preset", "state"] as const;
type Kind = (typeof kinds)[number];

/** A setting that a source gives. */
export interface Given<Value = unknown> {
  readonly from: Kind;
  /** How errors call what gave it, such as `--shards` or `"shards" in kinesis-proxy.json`. */
  readonly label: string;
  /** As it was written. */
  readonly text: string;
  readonly value: Value;
  /** What the state file remembers of it. */
  readonly stored: unknown;
}

/** The settings that some source gives, each by the strongest. */
export type Settings = { readonly [K in SettingName]?: Given<ValueOf<Table[K]>> };

/** Parses what flags, environment and kinesis-proxy.json give, and what the preset that one of them names says beside. Throws a UsageError that names where a bad value came from. */
export function readSettings({ flags, env, file, cwd, looked }: Sources): Settings {
  refuseTwins(env);
  const given = (name: SettingName): Given | undefined => {
    if (isSaid(flags[name])) return parse(name, "flags", flags[name], { cwd, looked });
    // A variable that is set to nothing says nothing.
    const variable = env[envName(name)] || undefined;
    if (variable !== undefined) return parse(name, "env", variable, { cwd, looked });
    // The settings file may name the files beside it.
    return isSaid(file[name]) ? parse(name, "file", file[name], { cwd, within: cwd, looked }) : undefined;
  };
  const settings = presetOf(given("preset")?.value)?.settings ?? {};
  return parsed(
    (name) => given(name) ?? (name in settings ? parse(name, "preset", settings[name], { cwd: NOWHERE }) : undefined),
  );
}

/** The same, with what the state file remembers where nothing else says something. */
export function withState(settings: Settings, state: Source): Settings {
  const files = { cwd: NOWHERE, within: NOWHERE };
  return parsed(
    (name) => settings[name] ?? (isSaid(state[name]) ? parse(name, "state", state[name], files) : undefined),
  );
}

/** Is it given this time, and not only remembered? */
export function isAsked(given: Given | undefined): given is Given {
  return given !== undefined && given.from !== "state";
}

/** Does the one come from a stronger source than the other? */
export function isStronger(one: Given, other: Given): boolean {
  return kinds.indexOf(one.from) < kinds.indexOf(other.from);
}

/** How errors call a setting: as what gave it, or as the flag that could. */
export function labelIn(settings: Settings, name: SettingName): string {
  return settings[name]?.label ?? flagName(name);
}

/** A flag has a `--no-` twin, and its variable has none: one would be ignored in silence. */
function refuseTwins(env: Sources["env"]): void {
  for (const name of settingNames) {
    const twin = envName(`no${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    if (entries[name].no !== undefined && env[twin])
      throw new UsageError(`${twin} is not a variable of kinesis-proxy.`, `Set ${envName(name)}=false in its place.`);
  }
}

function parsed(read: (name: SettingName) => Given | undefined): Settings {
  const given = settingNames.map((name) => [name, read(name)] as const).filter(([, one]) => one !== undefined);
  // Each value was made by the entry of its name.
  return Object.fromEntries(given) as Settings;
}

function isSaid(raw: unknown): boolean {
  return raw !== undefined && raw !== null;
}

function parse(name: SettingName, from: Kind, raw: unknown, files: Folder): Given {
  const entry = entries[name];
  const label = labels[from](name);
  if (from === "flags" || from === "file") refuseNothing(entry, raw, label);
  const restored = from === "state" ? entry.restore?.(raw) : undefined;
  const text = asText(raw);
  if (restored !== undefined) return { from, label, text, value: restored, stored: raw };
  try {
    const value = entry.parse(text, label, files);
    return { from, label, text, value, stored: entry.store === undefined ? value : entry.store(value, text) };
  } catch (error) {
    throw error instanceof UsageError ? named({ from, label }, error) : error;
  }
}

const labels: Readonly<Record<Kind, (name: SettingName) => string>> = {
  flags: flagName,
  env: envName,
  file: (name) => `"${name}" in kinesis-proxy.json`,
  preset: (name) => `"${name}" of the preset`,
  state: (name) => `"${name}" in the state file`,
};

/** The error, with the variable or the member of a file that gave the value in front, unless it is named already. */
export function named({ from, label }: Pick<Given, "from" | "label">, error: UsageError): UsageError {
  if (from === "flags" || error.message.includes(label)) return error;
  return new UsageError(`${label}: ${error.message}`, error.hint);
}

/** Refuses an empty text: `--cors "$ORIGIN"` with an unset variable is a mistake. */
function refuseNothing({ none }: Setting<unknown>, raw: unknown, label: string): void {
  const texts: readonly unknown[] = Array.isArray(raw) && raw.length > 0 ? raw : [raw];
  if (none === undefined || texts.some((one) => typeof one !== "string" || one.trim() !== "")) return;
  throw new UsageError(`${label} is empty.`, none);
}

function asText(raw: unknown): string {
  if (Array.isArray(raw)) return raw.join(" ");
  return typeof raw === "object" ? JSON.stringify(raw) : String(raw);
}
