/** Velocity lines that make the text in `$data` end with exactly one line end. */
export const lineEndLines: readonly string[] = [
  // Without the lookbehind, a long run of line ends in the middle would be matched from each of its characters.
  `#set($data = $data.replaceAll('(?<![\\r\\n])[\\r\\n]++\\z', ''))`,
  `#set($newline = $util.urlDecode('%0A'))`,
  `#set($data = "$data$newline")`,
];

/** Velocity lines that make the bytes in `$data`, which are base64, end with a line end; no byte is removed. The padding tells where
 * the line end goes. */
export const base64LineEndLines: readonly string[] = [
  `#if(!$data.matches('.*(?:Cg==|[AQgw]o=|[AEIMQUYcgkosw048]K)'))`,
  `#if($data.endsWith('=='))`,
  `#set($end = $data.length() - 2)`,
  `#set($data = $data.substring(0, $end).concat('o='))`,
  `#elseif($data.endsWith('='))`,
  `#set($end = $data.length() - 1)`,
  `#set($data = $data.substring(0, $end).concat('K'))`,
  `#else`,
  `#set($data = $data.concat('Cg=='))`,
  `#end`,
  `#end`,
];
