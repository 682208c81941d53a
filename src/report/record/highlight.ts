import { paint } from "../paint.ts";

/** Where matches are in a text, in order. */
export type Spans = (text: string) => readonly { readonly start: number; readonly end: number }[];

/** The text with these matches painted. */
export function highlight(text: string, spans: Spans): string {
  let [shown, at] = ["", 0];
  for (const { start, end } of spans(text)) {
    // No colour goes on over a line end, where the next line begins.
    const match = text.slice(start, end).replace(/[^\n]+/g, (line) => paint("inverse", line, true));
    shown += text.slice(at, start) + match;
    at = end;
  }
  return shown + text.slice(at);
}
