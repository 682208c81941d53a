import { UsageError } from "../../engine/errors.ts";

/** Reads a text; `label` is how errors call what gave it, such as `--shards`. Throws a UsageError. */
type Read<Value> = (text: string, label: string) => Value;

/** A whole number from `least` to `most`; without `most`, any that JavaScript can count to. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Read<number> {
  return (text, label) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${label} takes a whole number ${range}, not "${text}".`);
  };
}

/** A number above 0, such as 0.5. */
export function positiveNumber(most: number): Read<number> {
  return (text, label) => {
    const value = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
    if (value > 0 && value <= most) return value;
    throw new UsageError(`${label} takes a number above 0, up to ${most}, not "${text}".`);
  };
}

/** true or false. */
export const yesOrNo: Read<boolean> = (text, label) => {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  if (/^(false|0|no|off)$/i.test(text)) return false;
  throw new UsageError(`${label} takes true or false, not "${text}".`);
};

/** Of these texts, the value that fits; `words` says which there are. */
export function oneOf<Value>(choices: readonly (readonly [RegExp, Value])[], words: string): Read<Value> {
  return (text, label) => {
    const found = choices.find(([form]) => form.test(text));
    if (found === undefined) throw new UsageError(`${label} takes ${words}, not "${text}".`);
    return found[1];
  };
}

/** A name of at most `most` characters that all fit `characters`; `allowed` says which these are. */
export function nameOf(characters: RegExp, allowed: string, most: number): Read<string> {
  return (text, label) => {
    const hint = `Use 1 to ${most} of ${allowed}.`;
    if (text === "") throw new UsageError(`${label} is empty.`, hint);
    if (text.length > most) throw new UsageError(`${label} is too long: ${text.length} characters.`, hint);
    if (!characters.test(text)) throw new UsageError(`${label} cannot be "${text}".`, hint);
    return text;
  };
}

/** A content type as it can stand in a request. */
export const contentType: Read<string> = (text, label) => {
  const hint = "It looks like application/json, or text/csv; charset=utf-8.";
  if (text === "") throw new UsageError(`${label} is empty.`, hint);
  if (/^[\x21-\x7e][\x20-\x7e]*$/.test(text)) return text;
  throw new UsageError(`${label} cannot be ${JSON.stringify(text)}.`, hint);
};

/** An ARN of the given form; `what` says of what. */
export function arnOf(form: RegExp, what: string): Read<string> {
  return (text, label) => {
    if (form.test(text)) return text;
    throw new UsageError(`${label} takes the ARN of ${what}, not "${text}".`);
  };
}

/** The path of an endpoint: `/`, or segments of plain characters. */
export const urlPath: Read<string> = (text, label) => {
  if (text === "/" || /^(\/([A-Za-z0-9._:-]+|\{[A-Za-z0-9._-]+\}))+$/.test(text)) return text;
  throw new UsageError(
    `${label} cannot be "${text}".`,
    "It starts with a slash and has segments of letters, digits, dots, colons, hyphens and underscores, such as /events or /events/{id}.",
  );
};

/** A path as a tag: a tag takes no braces, and a path no at sign. */
export function pathTag(path: string): string {
  return path.replace(/\{([^}]*)\}/g, "@$1");
}

/** The path of such a tag. */
export function pathOfTag(tag: string): string {
  return tag.replace(/@([^/]+)/g, "{$1}");
}

/** Such a value, or `none` for an empty text, "none" and "false". */
export function orNone<Value>(none: Value, parse: Read<Value>): Read<Value> {
  return (text, label) => (/^(none|false)?$/i.test(text) ? none : parse(text, label));
}

/** Words of a list, by spaces or commas. */
export function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((one) => one !== "");
}
