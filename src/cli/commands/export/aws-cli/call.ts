import { snake } from "../resources/snake.ts";
import type { Properties, Value } from "../resources/resource.ts";
import { isIntricate, jsonWord, word } from "./shell.ts";

/** What stands behind an option: a text, a list or map as JSON, a number or a switch; undefined where it is left out. */
export type Options = Readonly<Record<string, Value | undefined>>;

/** Writes calls; `keep` gives the variable of a text that is to be read as it is. */
export interface Writer {
  /** One call of the AWS CLI on lines of its own, without a line end; options by their name in the API. */
  readonly call: (command: string, options: Options) => string;
  readonly keep: (text: string) => string;
}

/** Writes calls with what must be kept. */
export function callWriter(keep: (text: string) => string): Writer {
  const call = (command: string, options: Options): string => {
    const said = Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const lines = said.map(([name, value]) => optionOf(snake(name).replaceAll("_", "-"), value, keep));
    const [only = ""] = lines;
    const short = `aws ${command} ${only}`;
    if (lines.length <= 1 && !short.includes("\n")) return short.trim();
    return [`aws ${command}`, ...lines.map((line) => `  ${line}`)].join(" \\\n");
  };
  return { call, keep };
}

function optionOf(name: string, value: Value, keep: (text: string) => string): string {
  if (value === true) return `--${name}`;
  if (value === false) return `--no-${name}`;
  if (typeof value === "number") return `--${name} ${value}`;
  if (typeof value === "string") {
    const written = word(value);
    // What begins with a minus would be taken for an option.
    return /^['"]?-/.test(written) ? `--${name}=${written}` : `--${name} ${written}`;
  }
  const written = jsonWord(value, keep);
  // A template may be longer than an argument, and may hold a secret, which belongs into no list of processes.
  if (textsIn(value).some(isIntricate)) return `--${name} file://<(printf %s ${written})`;
  return `--${name} ${written}`;
}

function textsIn(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" ? Object.values(value).flatMap((one: Value) => textsIn(one)) : [];
}

/** The line that makes what is there already pass. */
export function made(call: string): string {
  return `make ${call}\n`;
}

/** A call whose answer nobody reads. */
export function quiet(call: string): string {
  return `${call} >/dev/null\n`;
}

/** Sets a variable to what a query finds in the answer. */
export function taken(variable: string, call: string, query: string): string {
  return `${variable}=$(${call} \\\n  --query ${word(query)} --output text)\n`;
}

/** Sets a variable to what a query finds, and makes it where there is nothing. */
export function foundOrMade(
  variable: string,
  look: { readonly call: string; readonly query: string },
  make: { readonly call: string; readonly query: string },
): string {
  const find = `${variable}=$(found ${look.call.replace(/^aws /, "")} --query ${word(look.query)})\n`;
  const create = taken(variable, make.call, make.query).replace(/^(?=.)/gm, "  ");
  return `${find}if [ -z "$${variable}" ]; then\n${create}fi\n`;
}

/** A text within a query, in its quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** Members whose names begin with a small letter, as API Gateway's and Logs' do. */
export function lowered(value: Value): Value {
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one: Value) => lowered(one));
  const members = Object.entries(value).map(([name, one]) => [
    `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}`,
    lowered(one as Value),
  ]);
  return Object.fromEntries(members) as Properties;
}
