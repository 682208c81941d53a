/** A text without line ends, as it fits into a sentence. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
