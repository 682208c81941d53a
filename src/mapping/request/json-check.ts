/** How deep JSON may be nested to be taken for JSON. */
export const LEVELS = 64;

const escapes = String.raw`(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))++`;
const strings = String.raw`"[^"\\\x00-\x1F]*+"`;
const scalars = String.raw`true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?`;
const space = String.raw`[ \t\r\n]++`;
const value = `(?:0|"")`;
const nest = String.raw`\[(?:${value}(?:,${value})*+)?\]|\{(?:"":${value}(?:,"":${value})*+)?\}`;

/** Velocity lines that set `$isJson`: is the request's body JSON, as strictly as RFC 8259 has it, nested at most LEVELS deep?
 * A mapping template cannot catch an error, and $input.path of a broken body is one: so the body is looked at as text. Each
 * string becomes `""` and each other scalar `0`; then arrays and objects of those become `0`, from the inside out. */
export const jsonCheckLines: readonly string[] = [
  `#set($isJson = false)`,
  `#set($rest = $input.body.replaceAll('${escapes}', '@').replaceAll('${strings}', '""'))`,
  // A quote that opens no string must not make one with another quote once the white space between them is gone.
  `#if(!$rest.replace('""', '').contains('"'))`,
  `#set($rest = $rest.replaceAll('${scalars}', '0').replaceAll('${space}', ''))`,
  `#set($before = '')`,
  `#foreach($level in [1..${LEVELS}])`,
  `#if($rest != $before)`,
  `#set($before = $rest)`,
  `#set($rest = $rest.replaceAll('${nest}', '0'))`,
  `#end`,
  `#end`,
  `#if($rest == '0' || $rest == '""')#set($isJson = true)#end`,
  `#end`,
];
