/** A part of a text: as it is, or a character that would not be seen, or would move what is seen. */
export interface Piece {
  readonly text: string;
  /** How the character is called, such as U+202E; absent for plain text. */
  readonly name?: string;
}

// Controls, formats (marks and overrides of direction, zero widths, tags), separators of lines, halves of surrogate pairs, and what
// is drawn as nothing.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

// Tab and line feed; what joins letters and emoji, and chooses their look.
const harmless = new Set(["\t", "\n", "\u200c", "\u200d", "\ufe0e", "\ufe0f"]);

/** Splits a text so that nothing in it hides, and nothing turns the text around it. */
export function shownText(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(hidden)) {
    if (harmless.has(found)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push(named(found));
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function named(found: string): Piece {
  const code = found.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code < 0x20) return { text: String.fromCodePoint(0x2400 + code), name };
  return { text: code === 0x7f ? "\u2421" : name, name };
}
