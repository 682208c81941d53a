import stringWidth from "string-width";

/** Characters as a person counts them: an emoji of several code points is one. */
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A colour change, which takes no room. */
// oxlint-disable-next-line no-control-regex
const colour = /(\u001b\[[\d;]*m)/;

/** Every character takes one column. */
const narrow = /^[\u0020-\u007e]*$/;

/** The text in lines of at most `width` columns; what does not fit goes on below, behind `inset`. Wide characters take two columns,
 * and none is torn apart. */
export function fold(text: string, width: number, inset: string): string {
  if (width <= inset.length + 1) return text;
  return text
    .split("\n")
    .map((line) => (fits(line, width) ? line : folded(line, width, inset)))
    .join("\n");
}

/** Columns that a line without colours takes; tabs go to the next multiple of eight. */
export function columnsOf(line: string): number {
  if (narrow.test(line)) return line.length;
  return line.split("\t").reduce((at, part, place) => (place === 0 ? 0 : at + 8 - (at % 8)) + stringWidth(part), 0);
}

function fits(line: string, width: number): boolean {
  return line.length <= width ? columnsOf(line.replaceAll(new RegExp(colour, "g"), "")) <= width : false;
}

function folded(line: string, width: number, inset: string): string {
  let [out, at] = ["", 0];
  const room = (columns: number): void => {
    if (at + columns <= width) return;
    out += `\n${inset}`;
    at = inset.length;
  };
  for (const part of line.split(colour)) {
    if (colour.test(part)) out += part;
    else if (narrow.test(part)) {
      for (let from = 0; from < part.length;) {
        room(1);
        const piece = part.slice(from, from + width - at);
        out += piece;
        at += piece.length;
        from += piece.length;
      }
    } else
      for (const { segment } of segmenter.segment(part)) {
        const columns = segment === "\t" ? 8 - (at % 8) : stringWidth(segment);
        room(columns);
        out += segment;
        at += columns;
      }
  }
  return out;
}
