import { UsageError } from "../engine/errors.ts";
import { NOWHERE, type Whence } from "./given-file.ts";
import type { SettingName } from "./table.ts";

/** Settings as a source gives them: texts, numbers, booleans or lists. */
export type Source = Readonly<Partial<Record<SettingName, unknown>>>;

/** Where settings come from, the strongest first. */
export interface Sources {
  readonly flags: Source;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Source;
  readonly state: Source;
  /** Where relative paths begin. */
  readonly cwd: string;
}

/** An error names what the user has written: the variable or the member of a file, not a flag that nobody typed. */
export function naming<T>(sources: Sources, names: readonly SettingName[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    let { message } = error;
    for (const name of names) {
      const source = origin(name, sources)?.source;
      if (source === undefined || source === "flags") continue;
      const what = {
        env: envName(name),
        file: `"${name}" in kinesis-proxy.json`,
        state: `"${name}" in the state file`,
      }[source];
      const named = message.replace(new RegExp(`${flagName(name)}(?![\\w-])`, "g"), what);
      message = named === message && names.length === 1 && !message.includes(what) ? `${what}: ${message}` : named;
    }
    throw message === error.message ? error : new UsageError(message, error.hint);
  }
}

/** `streamName` is --stream-name. */
export function flagName(name: SettingName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export interface Origin {
  readonly source: "flags" | "env" | "file" | "state";
  readonly raw: unknown;
}

/** The strongest source that says something about it, and what; undefined when none does. */
export function origin(name: SettingName, { flags, env, file, state }: Sources): Origin | undefined {
  const said: readonly Origin[] = [
    { source: "flags", raw: flags[name] },
    // A variable that is set to nothing says nothing.
    { source: "env", raw: env[envName(name)] || undefined },
    { source: "file", raw: file[name] },
    { source: "state", raw: state[name] },
  ];
  return said.find(({ raw }) => raw !== undefined && raw !== null);
}

/** Which files a value of this source may name: the settings file those beside it, the state file none. */
export function whence(source: Origin["source"], cwd: string): Whence {
  return { cwd, ...(source === "file" && { within: cwd }), ...(source === "state" && { within: NOWHERE }) };
}

/** What is said about it this time, by flag, environment or settings file. */
export function asked(name: SettingName, sources: Sources): unknown {
  return origin(name, { ...sources, state: {} })?.raw;
}

/** `streamName` is KINESIS_PROXY_STREAM_NAME. */
export function envName(name: SettingName): string {
  return `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
