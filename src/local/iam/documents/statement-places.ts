/** Where something ends or begins in a text: its line and the column behind it, both from 1 on. */
export type Place = { readonly Line: number; readonly Column: number };

/** The places behind the opening and the closing brace of a statement, as IAM's simulation tells them. */
export interface StatementPlace {
  readonly StartPosition: Place;
  readonly EndPosition: Place;
}

/** Where the statements of a policy document stand in its text, in their order. The text has to be a valid policy. */
export function statementPlaces(text: string): readonly StatementPlace[] {
  const places: StatementPlace[] = [];
  /** Of each open brace or bracket: where it began, and whether it is a statement or the list of them. */
  const open: { readonly start: Place; readonly is: "document" | "list" | "statement" | "other" }[] = [];
  let [line, column, key] = [1, 1, ""];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === '"') {
      const end = endOfText(text, at);
      if (open.length === 1 && /^\s*:/.test(text.slice(end, end + 1000))) key = text.slice(at, end);
      column += end - at;
      at = end - 1;
      continue;
    }
    column += 1;
    if (char === "\n") [line, column] = [line + 1, 1];
    if (char === "{" || char === "[") {
      const outer = open.at(-1)?.is;
      const isStatement = key === '"Statement"' && (outer === "document" || outer === "list");
      const is = outer === undefined ? "document" : !isStatement ? "other" : char === "{" ? "statement" : "list";
      open.push({ start: { Line: line, Column: column }, is });
    }
    if (char === "}" || char === "]") {
      const closed = open.pop();
      if (closed?.is !== "statement") continue;
      places.push({ StartPosition: closed.start, EndPosition: { Line: line, Column: column } });
    }
  }
  return places;
}

/** The index behind the text that begins with the quote at `at`. */
function endOfText(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next++) {
    if (text[next] === "\\") next += 1;
    else if (text[next] === '"') return next + 1;
  }
  return text.length;
}
