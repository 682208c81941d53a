import { colourful, isTerminal, type Colors, type IO } from "./io.ts";
import { paint, type Colour } from "./paint.ts";

/** A line of a report on what was looked at. */
interface Line {
  readonly result: "ok" | "warning" | "failed" | "skipped";
  readonly text: string;
  readonly hint?: string | undefined;
}

const colours: Readonly<Record<Line["result"], Colour>> = {
  ok: "green",
  warning: "yellow",
  failed: "red",
  skipped: "gray",
};

/** Where texts begin: behind the longest word. */
const INDENT = 9;

/** The lines for people: how each went, what was seen, and below it what to do. They fold at the width of a terminal. */
export function findingLines(
  lines: readonly Line[],
  { stdout, env }: Pick<IO, "stdout" | "env">,
  colors: Colors,
): readonly string[] {
  const on = colourful(stdout, env, colors);
  const width = isTerminal(stdout) ? stdout.columns || Infinity : Infinity;
  return lines.flatMap(({ result, text, hint }) => {
    const word = paint(colours[result], result, on) + " ".repeat(INDENT - result.length);
    const [first = "", ...rest] = folded(text, width - INDENT);
    const below = [...rest, ...(hint === undefined ? [] : folded(hint, width - INDENT))];
    return [word + first, ...below.map((line) => " ".repeat(INDENT) + line)];
  });
}

/** The text in lines of at most that many characters, but for words that are longer. */
export function folded(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" "))
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  return [...lines, line];
}
