const field = /[ \t]*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^,\r\n]*))[ \t]*(,|\r\n|\n|\r|$)/y;

/** The rows of comma-separated values; a value between double or single quotes may hold commas and line breaks. Empty lines are left out. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    field.lastIndex = at;
    // It always matches: what is not closed as a quoted value is a plain one.
    const [all = "", double, single, plain = "", end] = field.exec(text) ?? [];
    row.push(double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? plain.trim());
    at += all.length;
    if (end === ",") continue;
    if (row.some((value) => value !== "")) rows.push(row);
    row = [];
    if (at >= text.length) return rows;
  }
}
