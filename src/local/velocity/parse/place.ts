/** A position, as Velocity words it. */
export function place(text: string, at: number): string {
  const before = text.slice(0, at).split("\n");
  return `at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}
