import type { Call } from "../call.ts";
import { invalidArgument } from "../faults.ts";

const usual = 1000;

/** How many entries are asked for in that parameter: 1000 at most, whatever is said. Throws InvalidArgument. */
export function mostOf({ query }: Call, name: string): number {
  const given = query[name];
  if (given === undefined || given === "") return usual;
  if (/^\d{1,10}$/.test(given) && Number(given) < 2 ** 31) return Math.min(usual, Number(given));
  const spelled = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const message = /^-?\d+$/.test(given)
    ? `Argument ${spelled} must be an integer between 0 and 2147483647`
    : `Provided ${name} not an integer or within integer range`;
  throw invalidArgument(message, name, given);
}

/** How keys are written: as they are, or percent-encoded for `encoding-type=url`. Throws InvalidArgument. */
export function encoderOf({ query }: Call): (text: string) => string {
  const type = query["encoding-type"];
  if (type === undefined) return (text) => text;
  if (type === "url") return urlEncoded;
  throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type);
}

/** As Java's URLEncoder writes it, with slashes left. */
function urlEncoded(text: string): string {
  const odd = /[!'()~]/g;
  return encodeURIComponent(text)
    .replace(odd, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/");
}

/** The condition keys that policies of s3:ListBucket look at. */
export function listConditions({ query }: Call): Readonly<Record<string, string>> {
  const keys = { "s3:prefix": query["prefix"], "s3:delimiter": query["delimiter"], "s3:max-keys": query["max-keys"] };
  return Object.fromEntries(Object.entries(keys).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
