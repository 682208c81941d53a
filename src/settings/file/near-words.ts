/** The words that may be meant: those that contain what was typed, else those that differ from it by a letter or two. */
export function nearWords(typed: string, words: readonly string[]): readonly string[] {
  const text = typed.toLowerCase();
  const holding = text.length < 3 ? [] : words.filter((one) => one.toLowerCase().includes(text));
  if (holding.length > 0) return holding;
  return words.filter((one) => distance(text, one.toLowerCase()) <= Math.max(1, one.length / 4));
}

/** Such as `Did you mean "send"?`; undefined when nothing is near. */
export function didYouMean(typed: string, words: readonly string[]): string | undefined {
  const near = nearWords(typed, words).map((one) => `"${one}"`);
  return near.length === 0 ? undefined : `Did you mean ${near.join(" or ")}?`;
}

/** How many letters must be changed, put in, left out or swapped with the next to make the one of the other; a large number for
 * texts of other lengths. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 4) return 99;
  const rows = [Array.from({ length: other.length + 1 }, (_, x) => x)];
  for (let y = 1; y <= one.length; y += 1) {
    const [row, before] = [rows[y - 1]!, rows[y - 2]];
    const next = [y];
    for (let x = 1; x <= other.length; x += 1) {
      const steps = [next[x - 1]! + 1, row[x]! + 1, row[x - 1]! + (other[x - 1] === one[y - 1] ? 0 : 1)];
      const swapped = x > 1 && one[y - 1] === other[x - 2] && one[y - 2] === other[x - 1];
      next.push(Math.min(...steps, ...(swapped && before !== undefined ? [before[x - 2]! + 1] : [])));
    }
    rows.push(next);
  }
  return rows.at(-1)!.at(-1)!;
}
