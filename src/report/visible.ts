/** Control characters except tab and line feed, marks that change the text direction, other line ends, and lone surrogates. */
const unseen =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** The text with each control character written as `\u001b`, so that a terminal shows it and does not obey it. Tabs and line feeds
 * stay. */
export function visible(text: string): string {
  return text.replace(unseen, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same on one line: tabs and line feeds are escaped, too. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/** A sentence with such text, on one line: no part of it can look like a line of its own. */
export function sentence(text: string): string {
  return visible(text).replace(/\s*\n\s*/g, " ");
}

/** JSON with such strings: `JSON.stringify` does not escape C1 controls and direction marks. */
export function visibleJson(value: unknown, indent = 0): string {
  return visible(JSON.stringify(value, undefined, indent));
}
