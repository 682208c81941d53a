import type { Shape } from "./shapes.ts";
import type { Folder } from "./parse/given-file.ts";

/** Settings that belong together: a command takes the flags of whole groups. */
export type SettingGroup =
  | "which-stream"
  | "which-role"
  | "which-api"
  | "stream"
  | "path"
  | "method"
  | "schema"
  | "mapping"
  | "respond"
  | "stage"
  | "limits"
  | "watch"
  | "archive"
  | "preset"
  | "access";

/** Reads a setting's text. `label` is how errors call what gave it, such as `--shards`; files that it names lie in `files`.
 * Throws a UsageError. */
export type Parse<Value> = (text: string, label: string, files: Folder) => Value;

/** All that is known about one setting of the proxy. Its flag, variable and member of kinesis-proxy.json are called after its name. */
export interface Setting<Value, Given = unknown, Default = Value | undefined, Tag = string | undefined> {
  /** Without a group, every command takes its flag. */
  readonly group?: SettingGroup;
  /** What the help says of the flag. */
  readonly help: string;
  /** The default in words, for the help. */
  readonly usually?: string;
  /** The flag's argument, such as `<count>` or `[header...]`; a switch has none. */
  readonly argument?: string;
  /** The flag has a `--no-` twin: what that says in the help, or true when the help leaves it out. */
  readonly no?: string | true;
  /** How to ask for none: the hint when a flag or file gives an empty text. */
  readonly none?: string;
  /** What kinesis-proxy.json and the library may give. */
  readonly json: Shape<Given>;
  readonly parse: Parse<Value>;
  /** What it is when nothing gives it; `name` is the proxy's name where that was given. Without a default it is undefined, and
   * what exists is left as it is. */
  default?(name: string | undefined): Default;
  /** What the state file remembers: the value itself when left out. */
  store?(value: Value, text: string): unknown;
  /** It is a secret: what may be shown of its text, in hints, notes and errors. `store` leaves the secret out. */
  shown?(text: string): string;
  /** The value of what `store` has stored; undefined where that is a text to be parsed. */
  restore?(stored: unknown): Value | undefined;
  /** The tag of the REST API that remembers it when the state file is lost. */
  readonly tag?: Tag;
  /** The tag's value, "" for no tag: the value as text when left out. */
  toTag?(value: Value): string;
  /** The text that the tag's value stands for. */
  fromTag?(value: string): string;
}

/** The value of a setting: undefined where nothing gives it and it has no default. */
export type ValueOf<S> =
  S extends Setting<infer Value, infer _Given, infer Default, infer _Tag> ? Value | Default : never;

/** What the library and kinesis-proxy.json may give for a setting. */
export type GivenFor<S> = S extends Setting<infer _Value, infer Given, infer _Default, infer _Tag> ? Given : never;

/** Infers the types of an entry. */
export function setting<
  Value,
  Given,
  Default extends Value | undefined = undefined,
  const Tag extends string | undefined = undefined,
>(entry: Setting<Value, Given, Default, Tag>): Setting<Value, Given, Default, Tag> {
  return entry;
}
