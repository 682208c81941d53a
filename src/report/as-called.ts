import { basename, delimiter, dirname, isAbsolute, relative } from "node:path";
import { shellWord } from "../engine/shell-word.ts";
import type { IO } from "./io.ts";

/** The flags that say which proxy on which AWS is meant, as they were typed; `true` for one without a value. */
export type Meant = Readonly<Record<string, string | true | undefined>>;

/** How this run was called: what begins a command line, and what must stand in it to mean the same proxy. */
export interface Called {
  readonly program: string;
  readonly meant: Meant;
}

/** A command of ours in a text: in quotes, or at the end of a line that gives it to paste. */
const quoted = /"kinesis-proxy ([a-z-][^"]*)"/g;
const pasted = /((?:^|: +|^ +)(?:\w+=\S+ )?)kinesis-proxy ([a-z-].*)$/gm;

/** The text with each command of ours as this user would type it. What is quoted is written for the shell. */
export function asCalled(text: string, called: Called): string {
  return text
    .replace(quoted, (_, words: string) => `"${line(words, called)}"`)
    .replace(pasted, (_, before: string, words: string) => `${before}${line(words, called)}`);
}

function line(words: string, { program, meant }: Called): string {
  const [command = ""] = words.split(" ");
  const has = (flag: string): boolean => ` ${words} `.includes(` ${flag} `);
  const flags = Object.entries(meant).filter(([flag, value]) => {
    if (value === undefined || has(flag) || has("--help") || command === "local") return false;
    // Of another proxy the state is elsewhere; `dev` has an AWS of its own.
    if (flag === "--state" && (has("--name") || command === "dev")) return false;
    if (flag === "--endpoint-url" && has("--local")) return false;
    return command !== "dev" || flag === "--name" || flag === "--region";
  });
  const added = flags.map(([flag, value]) => (value === true ? flag : `${flag} ${shellWord(value!)}`));
  return [program, words, ...added].join(" ");
}

/** What to type to run this program again: npx sets npm_command, a shell that found it in PATH gives a link of that name. */
export function programName({ script, env, cwd }: Pick<IO, "script" | "env" | "cwd">): string {
  if (env["npm_command"] === "exec") return "npx kinesis-proxy";
  if (script === undefined) return "kinesis-proxy";
  const folder = dirname(script);
  if (basename(script) === "kinesis-proxy") {
    if (/[\\/]node_modules[\\/]\.bin$/.test(folder)) return "npx kinesis-proxy";
    if ((env["PATH"] ?? "").split(delimiter).includes(folder)) return "kinesis-proxy";
    return shellWord(script);
  }
  const way = relative(cwd, script);
  return `node ${shellWord(way.startsWith("..") || isAbsolute(way) ? script : way)}`;
}
