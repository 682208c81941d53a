import { readDecimal } from "./decimal.ts";
import { JsonArray } from "./value.ts";
import type { Value } from "./value.ts";

/** Text that even API Gateway's lenient parser does not take for JSON. */
export class JsonSyntaxError extends Error {
  constructor(at: number) {
    super(`Unexpected character at position ${at}`);
    this.name = "JsonSyntaxError";
  }
}

const longestDouble = 18;

interface Scan {
  readonly text: string;
  at: number;
}

const space = " \t\r\n\f";
const number = /-?\d+(\.\d*)?([eE][+-]?\d+)?/y;
const quotes: Readonly<Record<string, RegExp>> = { '"': /[^"\\]*/y, "'": /[^'\\]*/y };
/** Text without quotes ends where its list or its object goes on; a name ends at its colon. */
const bareItem = /[^,\]]*/y;
const bareMember = /[^,}]*/y;
const bareName = /[^:]*/y;
const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "'": "'",
  "/": "/",
  "\\": "\\",
};
/** How many hexadecimal digits follow. */
const hexEscapes: Readonly<Record<string, number>> = { u: 4, x: 2 };
// oxlint-disable-next-line no-control-regex -- those are the ones
const control = /[\u0000-\u0019\u001b-\u001f\u007f]/g;

/** JSON text as a value, as json-smart 2.6 (https://github.com/netplex/json-smart-v2) reads it for JsonPath 2.10. Numbers keep their kind, so that `1.0` stays a floating-point number and big integers their
 * digits. Like API Gateway's parser it takes single quotes and text without quotes, so that a body such as `a=1&b=2` is
 * one string. Throws JsonSyntaxError. */
export function parseJson(text: string): Value {
  const scan: Scan = { text, at: 0 };
  skipSpace(scan);
  const open = text[scan.at];
  if (open === undefined) return "";
  if (open !== "{" && open !== "[" && open !== '"' && open !== "'") return scalar(scan, text.slice(scan.at).trimEnd());
  // What follows the value is ignored.
  return parseValue(scan, bareItem);
}

function parseValue(scan: Scan, bare: RegExp): Value {
  skipSpace(scan);
  const open = scan.text[scan.at];
  if (open === "{") return parseObject(scan);
  if (open === "[") return parseArray(scan);
  if (open === '"' || open === "'") return parseString(scan, open);
  const text = take(scan, bare).trimEnd();
  if (text === "") throw new JsonSyntaxError(scan.at);
  return scalar(scan, text);
}

function scalar(scan: Scan, text: string): Value {
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  if (text === "NaN") return NaN;
  number.lastIndex = 0;
  const digits = number.exec(text);
  if (digits === null || digits[0].length !== text.length) return text;
  return numberOf(scan, text, digits[1] === undefined && digits[2] === undefined);
}

/** json-smart makes a BigDecimal of numbers with more digits than a double holds. */
function numberOf({ at }: Scan, text: string, isWhole: boolean): Value {
  if (isWhole) return BigInt(text);
  if (text.length <= longestDouble) return Number(text);
  const decimal = readDecimal(text);
  if (decimal === undefined) throw new JsonSyntaxError(at);
  return decimal;
}

function parseObject(scan: Scan): Map<Value, Value> {
  const map = new Map<Value, Value>();
  scan.at++;
  for (;;) {
    skipSpace(scan);
    const open = scan.text[scan.at];
    if (skip(scan, "}")) return map;
    if (skip(scan, ",")) continue;
    if (open === ":" || open === "[" || open === "]" || open === "{") throw new JsonSyntaxError(scan.at);
    const key = open === '"' || open === "'" ? parseString(scan, open) : take(scan, bareName).trimEnd();
    skipSpace(scan);
    if (!skip(scan, ":")) throw new JsonSyntaxError(scan.at);
    map.set(key, parseValue(scan, bareMember));
    skipSpace(scan);
    if (skip(scan, "}")) return map;
    if (!skip(scan, ",")) throw new JsonSyntaxError(scan.at);
  }
}

function parseArray(scan: Scan): JsonArray {
  const array = new JsonArray();
  scan.at++;
  for (;;) {
    skipSpace(scan);
    if (skip(scan, "]")) return array;
    if (skip(scan, ",")) continue;
    array.push(parseValue(scan, bareItem));
    skipSpace(scan);
    if (skip(scan, "]")) return array;
    if (!skip(scan, ",")) throw new JsonSyntaxError(scan.at);
  }
}

function parseString(scan: Scan, quote: string): string {
  const start = ++scan.at;
  const end = scan.text.indexOf(quote, start);
  const whole = scan.text.slice(start, Math.max(start, end));
  if (end >= 0 && !whole.includes("\\")) {
    scan.at = end + 1;
    return whole;
  }
  return parseEscaped(scan, quote);
}

function parseEscaped(scan: Scan, quote: string): string {
  const plain = quotes[quote] ?? /(?:)/y;
  let text = "";
  for (;;) {
    // In a string with escapes json-smart leaves control characters out, and takes one for the end of the text.
    const piece = take(scan, plain).replace(control, "");
    if (piece.includes("\u001a")) throw new JsonSyntaxError(scan.at);
    text += piece;
    const next = scan.text[scan.at++];
    if (next === quote) return text;
    if (next === undefined) throw new JsonSyntaxError(scan.at);
    const escaped = scan.text[scan.at++] ?? "";
    const digits = hexEscapes[escaped];
    // An escape that nobody knows is left out.
    if (digits === undefined) text += escapes[escaped] ?? "";
    else {
      const hex = scan.text.slice(scan.at, scan.at + digits);
      if (hex.length < digits || !/^[0-9a-fA-F]+$/.test(hex)) throw new JsonSyntaxError(scan.at);
      text += String.fromCharCode(parseInt(hex, 16));
      scan.at += digits;
    }
  }
}

function skipSpace(scan: Scan): void {
  while (scan.at < scan.text.length && space.includes(scan.text.charAt(scan.at))) scan.at++;
}

function skip(scan: Scan, char: string): boolean {
  if (scan.text[scan.at] !== char) return false;
  scan.at++;
  return true;
}

function match(scan: Scan, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text) ?? undefined;
  if (found !== undefined) scan.at += found[0].length;
  return found;
}

function take(scan: Scan, pattern: RegExp): string {
  return match(scan, pattern)?.[0] ?? "";
}
