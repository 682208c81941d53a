/** The width of help: the terminal's, 80 at most; 80 in a pipe. */
export function helpWidth(columns: number | undefined): number {
  return columns === undefined || columns === 0 ? 80 : Math.max(40, Math.min(80, columns));
}

/** The text with long lines wrapped between words and indented to the line's second column, or to its first. */
export function folded(text: string, width: number): string {
  return text
    .split("\n")
    .flatMap((line) => fold(line, width))
    .join("\n");
}

function fold(line: string, width: number): readonly string[] {
  if (line.length <= width) return [line];
  const column = /^ +\S.*? {2,}(?=\S)/.exec(line)?.[0].length ?? /^ */.exec(line)![0].length;
  const indent = column > width / 2 ? 4 : column;
  const room = line.lastIndexOf(" ", width);
  const at = room > indent ? room : line.indexOf(" ", width);
  if (at < 0) return [line];
  return [line.slice(0, at).trimEnd(), ...fold(" ".repeat(indent) + line.slice(at + 1).trimStart(), width)];
}
