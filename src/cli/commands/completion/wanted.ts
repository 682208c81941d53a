import type { Command } from "../../command.ts";
import { changeFlags, globalFlags } from "../../global-flags.ts";
import type { Flag } from "../../../settings/flags/flag.ts";
import { flagsOf } from "../../../settings/flags/flags-of.ts";
import { flagName } from "../../../settings/flags/names.ts";

/** A word that can stand at the end of the line. */
export interface Candidate {
  readonly word: string;
  /** What a shell may show beside it. */
  readonly about: string;
}

/** What can stand at the end of a command line. */
export interface Wanted {
  readonly words: readonly Candidate[];
  /** Also the values of this flag that only AWS or this machine knows; `before` stands in front of each: `--region=`. */
  readonly valuesOf?: { readonly flag: string; readonly before: string };
  readonly files?: true;
}

type NamedFlag = readonly [name: string, flag: Flag];
type Commands = readonly Command[];

const nothing: Wanted = { words: [] };

/** What can stand where the last of `typed` is, which follows the program's name and may be unfinished, or empty. `families` are the
 * first words of commands of two. */
export function wanted(
  typed: readonly string[],
  commands: Commands,
  families: Readonly<Record<string, string>>,
): Wanted {
  const last = typed.at(-1) ?? "";
  const { command, words, flag, given } = readLine(typed.slice(0, -1), commands);
  const flags = flagsFor(command);
  const [name = "", value] =
    last.startsWith("--") && last.includes("=") ? [last.slice(0, last.indexOf("=")), last] : [];
  if (value !== undefined) {
    const named = flags.find(([one]) => flagName(one) === name);
    return named === undefined ? nothing : valuesOf(named, `${name}=`);
  }
  if (flag !== undefined && !given && isRequired(flag[1])) return valuesOf(flag, "");
  if (last.startsWith("-")) return { words: flags.flatMap(candidatesOf) };
  const after = flag === undefined ? nothing : valuesOf(flag, "");
  if (command !== undefined) return joined(after, argumentOf(command));
  const names = [...commands.map(({ name: one, summary }) => ({ word: one, about: summary })), help];
  if (words.length === 0) {
    const single = names.filter(({ word }) => !word.includes(" "));
    return { words: [...single, ...Object.entries(families).map(([word, about]) => ({ word, about }))] };
  }
  if (words[0] === "help" && words.length === 1) return wanted([last], commands, families);
  const second = names.filter(({ word }) => word.startsWith(`${words[0]} `));
  return { words: words.length > 1 ? [] : second.map((one) => ({ ...one, word: one.word.split(" ")[1] ?? "" })) };
}

const help: Candidate = { word: "help", about: "print the help of a command" };

interface Line {
  readonly command: Command | undefined;
  /** What is neither a flag nor its value. */
  readonly words: readonly string[];
  /** The flag that takes what comes next, and whether it has a value already. */
  readonly flag: NamedFlag | undefined;
  readonly given: boolean;
}

/** Reads the words before the last one as commander does. */
function readLine(typed: readonly string[], commands: Commands): Line {
  const words: string[] = [];
  let [command, flag, given]: [Command | undefined, NamedFlag | undefined, boolean] = [undefined, undefined, false];
  for (const word of typed) {
    if (word.startsWith("-") && word !== "-") {
      const [name = ""] = word.split("=");
      flag = flagsFor(command).find(
        ([one, { value, short }]) => value !== undefined && [flagName(one), short].includes(name),
      );
      if (word.includes("=") && flag?.[1].value?.includes("...") !== true) flag = undefined;
      given = word.includes("=");
    } else if (flag !== undefined) {
      given = true;
      if (flag[1].value?.includes("...") !== true) flag = undefined;
    } else {
      words.push(word);
      command ??= commands.find(({ name }) => name === words.join(" "));
    }
  }
  return { command, words, flag, given };
}

function flagsFor(command: Command | undefined): readonly NamedFlag[] {
  const globals: readonly NamedFlag[] = Object.entries<Flag>(globalFlags);
  if (command === undefined) return globals;
  const { settings = [], flags = {}, does } = command;
  const own = [...Object.entries<Flag>(flags), ...Object.entries<Flag>(does === undefined ? {} : changeFlags)];
  return [...flagsOf(settings), ...own, ...globals];
}

function candidatesOf([name, { text, no, twin, hidden }]: NamedFlag): readonly Candidate[] {
  if (hidden === true) return [];
  const off = { word: flagName(name).replace("--", "--no-"), about: no === true ? text : (twin ?? "") };
  if (no === true) return [off];
  return [{ word: flagName(name), about: text }, ...(twin === undefined ? [] : [off])];
}

function valuesOf([name, { value = "", values = [] }]: NamedFlag, before: string): Wanted {
  const words = values.map((word) => ({ word: before + word, about: "" }));
  return { words, valuesOf: { flag: name, before }, ...(/^<(file|folder)>$/.test(value) && { files: true }) };
}

function argumentOf({ argument }: Command): Wanted {
  const words = (argument?.values ?? []).map((word) => ({ word, about: "" }));
  return { words, ...(argument?.usage === "[file]" && { files: true }) };
}

function joined(one: Wanted, other: Wanted): Wanted {
  return { ...one, ...other, words: [...one.words, ...other.words] };
}

function isRequired({ value = "" }: Flag): boolean {
  return value.startsWith("<");
}
