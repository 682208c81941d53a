import { MOST } from "./most.ts";

const record = String.raw`\{\s*+"data"\s*+:\s*+"([A-Za-z0-9+/]*+={0,2}+)"\s*+\}`;
const member = String.raw`"[^"\\]*+":(?:"[^"\\]*+"|[\w.+-]++)`;

/** Velocity lines that set `$elements` to the data of Firehose's records, each in base64 after U+0001, which no JSON holds: data may be
 * empty. A body of any other form has none, nor has one with more than MOST. The body is not checked as JSON first: deliveries are
 * large, and their form is known. */
export const firehoseLines: readonly string[] = [
  `#set($elements = [])`,
  `#set($cut = $util.urlDecode('%01%241'))`,
  `#set($mark = $util.urlDecode('%01'))`,
  // JSON may have a backslash before each slash.
  String.raw`#set($list = $input.body.replace('\/', '/').replaceAll('${record}', $cut).replaceAll('\s++', ''))`,
  `#set($start = $list.indexOf('[') + 1)`,
  `#set($end = $list.lastIndexOf(']'))`,
  `#if(!$input.body.contains($mark) && $start > 0 && $end > $start && !$list.contains(',]'))`,
  `#set($head = $list.substring(0, $start))`,
  `#set($tail = $list.substring($end))`,
  String.raw`#if($head.matches('\{(?:${member},)*+"records":\[') && $tail.matches('\](?:,${member})*+\}'))`,
  `#set($elements = $list.substring($start, $end).split(','))`,
  `#end`,
  `#end`,
  `#set($whole = true)`,
  `#foreach($element in $elements)`,
  `#set($rest = ($element.length() - 1) % 4)`,
  `#if($foreach.count > ${MOST} || $rest != 0 || !$element.matches('\\x01[A-Za-z0-9+/]*+={0,2}+'))#set($whole = false)#end`,
  `#end`,
  `#if(!$whole)#set($elements = [])#end`,
];
