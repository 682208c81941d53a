/** The rows with their columns below each other; the columns that do not fit into `width` go on in a line below, two columns
 * further in. */
export function table(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths = rows[0]?.map((_, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0))) ?? [];
  // Where each line of a row begins.
  const starts = [0];
  let at = 0;
  for (const [place, columns] of widths.entries()) {
    if (place > 0 && at + columns > width) {
      starts.push(place);
      at = 2;
    }
    at += columns + 2;
  }
  return rows.flatMap((row) =>
    starts.map((start, line) => {
      const cells = row.slice(start, starts[line + 1]).map((cell, place) => cell.padEnd(widths[start + place] ?? 0));
      return `${line === 0 ? "" : "  "}${cells.join("  ")}`.trimEnd();
    }),
  );
}
