/** Velocity lines that end the text in `$data` with one line end, in place of those it has: a record is one line. */
export const lineEndLines: readonly string[] = [
  // The look behind keeps a long run of line ends in the middle from being tried from each of its places.
  `#set($data = $data.replaceAll('(?<![\\r\\n])[\\r\\n]++\\z', ''))`,
  `#set($newline = $util.urlDecode('%0A'))`,
  `#set($data = "$data$newline")`,
];

/** Ends the bytes that `$data` holds as base64 with a line end, unless they end in one: bytes are not lines, and none is taken
 * away. The last four characters say how many bytes they stand for, and the line end goes in behind those. */
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
