import { pieces, reference, type Reference } from "../resources/reference.ts";
import { snake } from "../resources/snake.ts";
import type { Value } from "../resources/resource.ts";

/** A text that stands in the script as it is, such as a mapping template, and the variable that holds it. */
export interface Kept {
  readonly variable: string;
  readonly text: string;
}

/** The variable of a reference, such as `REST_API_ID`. */
export function variableOf({ id, attribute }: Reference): string {
  const name = snake(id === "AWS" || id === "Parameter" ? attribute : `${snake(id)}_${attribute}`).toUpperCase();
  return name === "ACCOUNT_ID" ? "ACCOUNT" : name;
}

/** The place in which the script runs. */
export const here = {
  identity: { partition: reference("AWS", "Partition"), accountId: reference("AWS", "AccountId") },
  config: { region: reference("AWS", "Region") },
};

/** A text as one word of bash, its references as variables. */
export function word(text: string): string {
  const all = pieces(text);
  const isPlain = all.every((one) => typeof one === "string");
  if (isPlain && !(text.includes("'") && !text.includes("\n"))) return literal(text);
  if (!isPlain && /["\n]/.test(text))
    return all.map((one) => (typeof one === "string" ? literal(one) : `"$${variableOf(one)}"`)).join("");
  return inQuotes(text);
}

/** A text within double quotes, its references as variables. */
export function inQuotes(text: string): string {
  const all = pieces(text);
  const written = all.map((one, index) => {
    if (typeof one === "string") return one.replace(/["\\$`]/g, "\\$&");
    const next = all[index + 1];
    const isLonger = typeof next === "string" && /^\w/.test(next);
    return isLonger ? `\${${variableOf(one)}}` : `$${variableOf(one)}`;
  });
  return `"${written.join("")}"`;
}

/** Texts that are quoted by nothing. */
const bare = /^[\w@%+=:,./-]+$/;

function literal(text: string): string {
  return bare.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** JSON as a word; what cannot be read in JSON's own quotes becomes a variable, by `keep`. */
export function jsonWord(value: Value, keep: (text: string) => string): string {
  let written = "";
  let plain = "";
  const flush = (): void => {
    if (plain !== "") written += literal(plain);
    plain = "";
  };
  const variable = (name: string): void => {
    flush();
    written += name;
  };
  const write = (one: Value): void => {
    if (typeof one === "string") return writeText(one);
    if (typeof one !== "object") {
      plain += JSON.stringify(one);
      return;
    }
    const isList = Array.isArray(one);
    plain += isList ? "[" : "{";
    for (const [index, [name, member]] of Object.entries(one).entries()) {
      if (index > 0) plain += ",";
      if (!isList) plain += `${JSON.stringify(name)}:`;
      write(member as Value);
    }
    plain += isList ? "]" : "}";
  };
  const writeText = (text: string): void => {
    if (isIntricate(text)) return variable(`"$(json "$${keep(text)}")"`);
    plain += '"';
    for (const piece of pieces(text)) {
      if (typeof piece === "string") plain += JSON.stringify(piece).slice(1, -1);
      else variable(`"$${variableOf(piece)}"`);
    }
    plain += '"';
  };
  write(value);
  flush();
  return written;
}

/** Is it a text that nobody can read within JSON, or one with a secret? Those are in no list of processes. */
export function isIntricate(text: string): boolean {
  return /["\\\n]/.test(text) || hasSecret(text);
}

/** Is there a secret in it? */
export function hasSecret(text: string): boolean {
  return pieces(text).some((one) => typeof one !== "string" && one.id === "Parameter");
}

/** The lines that set the variable to its text. */
export function assigned({ variable, text }: Kept): string {
  const all = pieces(text);
  const body = all.map((one) => (typeof one === "string" ? one : `{{${variableOf(one)}}}`)).join("");
  const used = new Set(all.flatMap((one) => (typeof one === "string" ? [] : [variableOf(one)])));
  let end = "TEXT";
  while (`\n${body}\n`.includes(`\n${end}\n`)) end += "_";
  const filled = [...used].map((name) => `${variable}=\${${variable}//"{{${name}}}"/$${name}}\n`).join("");
  return `keep ${variable} <<'${end}'\n${body}\n${end}\n${filled}`;
}
