/** The deepest nesting of what counts as JSON. */
export const LEVELS = 64;

const escapes = String.raw`(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))++`;
const strings = String.raw`"[^"\\\x00-\x1F]*+"`;
const scalars = String.raw`true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?`;
const space = String.raw`[ \t\r\n]++`;
const value = `(?:0|"")`;
const nest = String.raw`\[(?:${value}(?:,${value})*+)?\]|\{(?:"":${value}(?:,"":${value})*+)?\}`;

/** Velocity lines that set `$isJson`: is the body JSON by RFC 8259, nested at most LEVELS deep? $input.path fails for a broken body,
 * and a mapping template cannot catch that, so the body is checked as text. Each string becomes `""` and each other scalar `0`;
 * then arrays and objects of those become `0`, from the inside out. */
export const jsonCheckLines: readonly string[] = checkLines("$input.body", space, `$rest == '0' || $rest == '""'`);

/** The same for `$text`, in which each line is to be JSON by itself: line ends stay, and nothing reaches over them. */
export const jsonLinesCheck: readonly string[] = checkLines(
  "$text",
  String.raw`[ \t\r]++`,
  String.raw`$rest.matches('${value}(?:\n${value})*+')`,
);

function checkLines(text: string, blank: string, isValue: string): readonly string[] {
  return [
    `#set($isJson = false)`,
    `#set($rest = ${text}.replaceAll('${escapes}', '@').replaceAll('${strings}', '""'))`,
    // A quote that opens no string must not become a string with the next quote when white space goes.
    `#if(!$rest.replace('""', '').contains('"'))`,
    `#set($rest = $rest.replaceAll('${scalars}', '0').replaceAll('${blank}', ''))`,
    `#set($before = '')`,
    `#foreach($level in [1..${LEVELS}])`,
    `#if($rest != $before)`,
    `#set($before = $rest)`,
    `#set($rest = $rest.replaceAll('${nest}', '0'))`,
    `#end`,
    `#end`,
    `#if(${isValue})#set($isJson = true)#end`,
    `#end`,
  ];
}
