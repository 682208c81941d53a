import { letters } from "./date-letters.ts";
import type { ZonedTime } from "./zoned-time.ts";

/** A pattern that was read: writes a time. */
export type DatePattern = (time: ZonedTime) => string;

/** Reads a pattern of Java's DateTimeFormatter, such as `yyyy'-'MM'-'dd/HH`. Throws an Error in Java's words. */
export function datePattern(pattern: string): DatePattern {
  const parts: DatePattern[] = [];
  let [optional, pad] = [0, 0];
  for (let at = 0; at < pattern.length;) {
    const sign = pattern[at]!;
    if (/[a-zA-Z]/.test(sign)) {
      const run = new RegExp(`${sign}+`, "y");
      run.lastIndex = at;
      const count = run.exec(pattern)![0].length;
      at += count;
      if (sign === "p") pad = padding(count, pattern[at]);
      else {
        parts.push(padded(letterRun(sign, count), pad));
        pad = 0;
      }
      continue;
    }
    at += 1;
    if (sign === "'") {
      const end = literalEnd(pattern, at);
      const literal = end === at ? "'" : pattern.slice(at, end).replaceAll("''", "'");
      parts.push(() => literal);
      at = end + 1;
    } else if (sign === "[") optional += 1;
    else if (sign === "]") {
      optional -= 1;
      if (optional < 0) throw new Error("Pattern invalid as it contains ] without previous [");
    } else if (/[{}#]/.test(sign)) throw new Error(`Pattern includes reserved character: '${sign}'`);
    else parts.push(() => sign);
  }
  return (time) => parts.map((part) => part(time)).join("");
}

function letterRun(letter: string, count: number): DatePattern {
  const rule = letters[letter];
  if (rule === undefined) throw new Error(`Unknown pattern letter: ${letter}`);
  if (count > rule.most) throw new Error(`Too many pattern letters: ${letter}`);
  if (letter === "V" && count !== 2) throw new Error("Pattern letter count must be 2: V");
  if (letter === "O" && count !== 1 && count !== 4) throw new Error("Pattern letter count must be 1 or 4: O");
  if (letter === "c" && count === 2) throw new Error('Invalid pattern "cc"');
  return (time) => rule.write(count, time);
}

/** `p` makes what follows at least that wide. */
function padding(width: number, following: string | undefined): number {
  if (following === undefined || !/[a-zA-Z]/.test(following)) {
    throw new Error(`Pad letter 'p' must be followed by valid pad pattern`);
  }
  return width;
}

function padded(part: DatePattern, width: number): DatePattern {
  return width === 0 ? part : (time) => part(time).padStart(width, " ");
}

/** Where the literal ends that begins there; two quotes in it are one. */
function literalEnd(pattern: string, start: number): number {
  for (let at = start; at < pattern.length; at++) {
    if (pattern[at] !== "'") continue;
    if (pattern[at + 1] !== "'") return at;
    at += 1;
  }
  throw new Error(`Pattern ends with an incomplete string literal: ${pattern}`);
}
