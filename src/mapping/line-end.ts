/** Velocity lines that end the text in `$data` with a line end, unless it has one already. */
export const lineEndLines: readonly string[] = [
  `#set($newline = $util.urlDecode('%0A'))`,
  `#if(!$data.endsWith($newline))#set($data = "$data$newline")#end`,
];

/** The same for bytes that `$data` holds as base64: the last four characters say how many bytes they stand for, and the
 * line end goes in behind those. */
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
