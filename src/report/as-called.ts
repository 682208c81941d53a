import { basename, delimiter, dirname, isAbsolute, relative } from "node:path";
import { shellWord } from "../engine/shell-word.ts";
import type { IO } from "./io.ts";

/** The flags that name the proxy and its AWS, as they were typed; `true` for one without a value. */
export type ProxyFlags = Readonly<Record<string, string | true | undefined>>;

/** What a command line repeats to mean the same proxy. */
export interface SameProxy {
  readonly proxyFlags: ProxyFlags;
  /** The port of the local AWS, where it is not the usual one. */
  readonly localPort?: number | undefined;
  /** The same where the environment says so: a local AWS that is started by hand has to listen there. */
  readonly ownPort?: number | undefined;
}

/** How this run was called: the words that begin a command line, and what else it repeats. */
export interface Called extends SameProxy {
  readonly program: string;
}

/** A command of this program in a text: in quotes, or at the end of a line to paste. */
const quoted = /"kinesis-proxy ([a-z-][^"]*)"/g;
const pasted = /((?:^|: +|^ +))kinesis-proxy ([a-z-].*)$/gm;

/** The text with each command of this program as this user would type it, quoted for the shell. */
export function asCalled(text: string, called: Called): string {
  return text
    .replace(quoted, (_, words: string) => `"${line(words, called)}"`)
    .replace(pasted, (_, before: string, words: string) => `${before}${line(words, called)}`);
}

function line(words: string, { program, proxyFlags, localPort, ownPort }: Called): string {
  const [command = ""] = words.split(" ");
  const has = (flag: string): boolean => ` ${words} `.includes(` ${flag} `);
  const flags = Object.entries(proxyFlags).filter(([flag, value]) => {
    if (value === undefined || has(flag) || has("--help") || command === "local") return false;
    // Another proxy has another state file, and `dev` an AWS of its own.
    if (flag === "--state" && (has("--name") || command === "dev")) return false;
    if (flag === "--endpoint-url" && has("--local")) return false;
    return command !== "dev" || flag === "--name" || flag === "--region";
  });
  const added = flags.map(([flag, value]) => (value === true ? flag : `${flag} ${shellWord(value!)}`));
  const onLocal = has("--local") || flags.some(([flag]) => flag === "--local");
  const starts = (command === "local" || command === "dev") && proxyFlags["--local"] === true && !has("--help");
  const port = has("--port") ? undefined : starts ? ownPort : onLocal ? localPort : undefined;
  return [...(port === undefined ? [] : [`KINESIS_PROXY_LOCAL_PORT=${port}`]), program, words, ...added].join(" ");
}

/** What to type to run this program again: npx sets npm_command, and a shell that found it in PATH passes the link's name. */
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
