import { jsonLinesCheck } from "../json-check.ts";

// One after the other: white space before a line end, which makes a blank line, the CR of CRLF, and what is left at either end.
const blank = String.raw`\r?\n[ \t\r]*+(?=\n)`;
const ends = String.raw`\A[ \t\r]*+\n|\n[ \t\r]*+\z|\r\z`;

/** Velocity lines that set `$elements` to the lines of a body that has a JSON document on each. Lines end with LF or CRLF; a line of
 * white space is none. A body with any other line has no elements. */
export const ndjsonLines: readonly string[] = [
  `#set($elements = [])`,
  `#set($lf = $util.urlDecode('%0A'))`,
  String.raw`#set($text = $input.body.replaceAll('${blank}', '').replaceAll('\r\n', $lf).replaceAll('${ends}', ''))`,
  ...jsonLinesCheck,
  `#if($isJson)#set($elements = $text.split($lf))#end`,
];
