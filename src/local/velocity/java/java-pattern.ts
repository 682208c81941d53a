import { groupCount } from "./group-count.ts";
import { anchors, classes, posix } from "./java-classes.ts";

/** A JavaScript pattern for the `v` flag, with the flags that the Java pattern switches on at its start. */
export interface Translated {
  readonly source: string;
  readonly flags: string;
}

const syntax = /[\^$\\.*+?()[\]{}|/]/;

/** Java's regular expression syntax in JavaScript's: quoting, POSIX and nested classes, anchors, possessive quantifiers. */
export function translate(pattern: string): Translated {
  const [lead = "", on = ""] = /^\(\?([imsux]+)\)/.exec(pattern) ?? [];
  const flags = [...new Set(on)].filter((flag) => "ims".includes(flag)).join("");
  const scan: Scan = {
    text: pattern.slice(lead.length),
    at: 0,
    multiline: flags.includes("m"),
    groups: groupCount(pattern),
  };
  let source = "";
  while (scan.at < scan.text.length) source += piece(scan);
  return { source, flags };
}

interface Scan {
  readonly text: string;
  at: number;
  readonly multiline: boolean;
  /** How many capturing groups the pattern has. */
  readonly groups: number;
}

function piece(scan: Scan): string {
  const char = codePoint(scan);
  if (char === "\\") return escape(scan, false);
  if (char === "[") return characterClass(scan);
  if (char === "]" || char === "}") return `\\${char}`;
  if (char === "$" && !scan.multiline) return anchors["Z"] ?? "";
  // Java allows quantifiers after anchors.
  if (char === "^" || char === "$") return `(?:${char})`;
  if (char === "/" || char === "-") return char === "/" ? "\\/" : "-";
  if (char === "{") return repetition(scan);
  if ("*+?".includes(char)) return char + possessive(scan);
  if (scan.text.startsWith("?>", scan.at) && char === "(") {
    scan.at += 2;
    return "(?:";
  }
  return char;
}

function repetition(scan: Scan): string {
  const close = scan.text.indexOf("}", scan.at);
  const range = scan.text.slice(scan.at - 1, close + 1);
  if (!/^\{\d+(?:,\d*)?\}$/.test(range)) throw new SyntaxError("Illegal repetition");
  scan.at = close + 1;
  return range + possessive(scan);
}

/** `a++` gives nothing back once matched; JavaScript has only `a+`, which finds the same in all but contrived patterns. */
function possessive(scan: Scan): string {
  if (scan.text[scan.at] === "+") scan.at++;
  return "";
}

function escape(scan: Scan, inClass: boolean): string {
  const char = codePoint(scan);
  if (char === "") throw new SyntaxError("Unexpected end");
  if (char === "Q") return quoted(scan, inClass);
  if (char === "p" || char === "P") return property(scan, char === "P", inClass);
  const named = classes[char.toLowerCase()];
  if (named !== undefined) {
    if (char !== char.toLowerCase()) return `[^${named}]`;
    return inClass ? named : `[${named}]`;
  }
  // Only JavaScript's own anchors do not match inside of surrogate pairs.
  if (!inClass && !scan.multiline && (char === "A" || char === "z")) return char === "A" ? "(?:^)" : "(?:$)";
  if (!inClass && anchors[char] !== undefined) return anchors[char];
  if (char === "e") return "\\x1B";
  if (char === "a") return "\\x07";
  if (char === "0") return octal(scan);
  if (char === "x" && scan.text[scan.at] === "{") return `\\u${take(scan, /\{[0-9a-fA-F]+\}/y)}`;
  // A reference to a missing group matches nothing.
  if (/[1-9]/.test(char) && Number(char) > scan.groups) return "(?:(?!))";
  if (/[a-zA-Z0-9]/.test(char)) return `\\${char}`;
  return literal(char, inClass);
}

function property(scan: Scan, negated: boolean, inClass: boolean): string {
  const braces = take(scan, /\{[^}]+\}/y);
  const name = braces === "" ? codePoint(scan) : braces.slice(1, -1);
  const own = posix[name];
  if (own !== undefined) return negated ? `[^${own}]` : inClass ? own : `[${own}]`;
  const script = /^(?:Is|In)([A-Z]\w+)$/.exec(name)?.[1];
  const unicode = script === undefined ? name : script === "Alphabetic" ? script : `Script=${script}`;
  return `\\${negated ? "P" : "p"}{${unicode}}`;
}

function octal(scan: Scan): string {
  const code = parseInt(take(scan, /[0-3]?[0-7]{1,2}/y), 8);
  return `\\x${code.toString(16).padStart(2, "0")}`;
}

function quoted(scan: Scan, inClass: boolean): string {
  const end = scan.text.indexOf("\\E", scan.at);
  const text = scan.text.slice(scan.at, end < 0 ? undefined : end);
  scan.at = end < 0 ? scan.text.length : end + 2;
  return [...text].map((char) => literal(char, inClass)).join("");
}

/** `[…]`, with unions by nesting and intersections by `&&`, as both languages have them. */
function characterClass(scan: Scan): string {
  const negated = take(scan, /\^/y);
  const parts: string[] = [""];
  for (let first = true; ; first = false) {
    if (scan.at >= scan.text.length) throw new SyntaxError("Unclosed character class");
    if (scan.text.startsWith("&&", scan.at)) {
      scan.at += 2;
      parts.push("");
      continue;
    }
    const char = codePoint(scan);
    if (char === "]" && !first) break;
    const last = parts.length - 1;
    parts[last] += member(scan, char, parts[last] ?? "");
  }
  return parts.length === 1 ? `[${negated}${parts[0]}]` : `[${negated}${parts.map((part) => `[${part}]`).join("&&")}]`;
}

function member(scan: Scan, char: string, before: string): string {
  if (char === "\\") return escape(scan, true);
  if (char === "[") return characterClass(scan);
  if (char !== "-") return literal(char, true);
  const range = before !== "" && !before.endsWith("]") && scan.text[scan.at] !== "]" && scan.text[scan.at] !== "[";
  return range && !/\\[dws]$/.test(before) ? "-" : "\\-";
}

function literal(char: string, inClass: boolean): string {
  const special = syntax.test(char) || (inClass && "-&!#%,:;<=>@`~".includes(char));
  return special ? `\\${char}` : char;
}

function codePoint(scan: Scan): string {
  const code = scan.text.codePointAt(scan.at);
  if (code === undefined) return "";
  const char = String.fromCodePoint(code);
  scan.at += char.length;
  return char;
}

function take(scan: Scan, pattern: RegExp): string {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0] ?? "";
  scan.at += found.length;
  return found;
}
