/** Control characters but tab and line feed, those that turn the direction of writing, other line ends, and halves of characters. */
const unseen =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** Text that a terminal only shows and does not obey: each control character is written as `\u001b`. Tabs and line feeds stay. */
export function visible(text: string): string {
  return text.replace(unseen, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Such text on one line: tabs and line feeds are written, too. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/** A sentence in which such text may stand, on one line: no part of it passes for a line of its own. */
export function sentence(text: string): string {
  return visible(text).replace(/\s*\n\s*/g, " ");
}

/** A JSON document whose strings a terminal only shows: `JSON.stringify` leaves C1 and the marks of direction as they are. */
export function visibleJson(value: unknown, indent = 0): string {
  return visible(JSON.stringify(value, undefined, indent));
}
