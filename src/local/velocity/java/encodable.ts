/** The text as Java encodes it in UTF-8: half of a surrogate pair becomes a question mark. */
export function encodable(text: string): string {
  return text.isWellFormed() ? text : text.replace(/\p{Surrogate}/gu, "?");
}
