/** A word of JSON. */
export interface JsonWord {
  readonly kind: "key" | "string" | "number" | "literal" | "mark";
  readonly text: string;
}

/** A line of JSON that is laid out. */
export interface JsonLine {
  readonly depth: number;
  readonly words: readonly JsonWord[];
}

const word = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g;

/** Is this text one JSON value? */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Lays JSON out, at most so many lines. Every word stays as it stands in the text: big numbers, escapes and doubled keys too. */
export function jsonLines(text: string, most: number): { readonly lines: readonly JsonLine[]; readonly more: boolean } {
  const lines: JsonLine[] = [];
  let depth = 0;
  let line: JsonWord[] = [];
  const end = () => {
    if (line.length > 0) lines.push({ depth, words: line });
    line = [];
  };
  const words = text.matchAll(word);
  let before = "";
  for (const [found] of words) {
    if (lines.length >= most) return { lines, more: true };
    if (found === "}" || found === "]") {
      const empty = before === "{" || before === "[";
      if (!empty) end();
      if (!empty) depth--;
      else if (line.length === 0) line = [...(lines.pop()?.words ?? [])];
      line.push({ kind: "mark", text: found });
    } else {
      if (before === "{" || before === "[") {
        end();
        depth++;
      }
      if (before === ",") end();
      const key = found === ":" ? line.at(-1) : undefined;
      if (key !== undefined) line[line.length - 1] = { kind: "key", text: key.text };
      line.push({ kind: kindOf(found), text: found === ":" ? ": " : found });
    }
    before = found;
  }
  end();
  return { lines, more: false };
}

function kindOf(found: string): JsonWord["kind"] {
  if (found.startsWith('"')) return "string";
  if (/^[-\d]/.test(found)) return "number";
  return /^[tfn]/.test(found) ? "literal" : "mark";
}
