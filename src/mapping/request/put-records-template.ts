import { aboutLines, envelopeLines, exactEnvelopeLines } from "./envelope.ts";
import { jsonCheckLines, LEVELS } from "./json-check.ts";
import { lineEndLines } from "./line-end.ts";
import { elementKeyLines } from "./partition-key.ts";
import { impossibleHashKey, PROBE } from "./probe.ts";
import type { RecordSettings } from "./record-settings.ts";

/** The most records in one PutRecords call. */
export const MOST = 500;

/** The mapping template that makes a PutRecords call of a JSON array or of `{"records": […]}`. Each element becomes a record with
 * exactly the text of the element. Anything else, an empty array and more than 500 elements become a call without records, which
 * Kinesis refuses with a ValidationException before it stores anything. */
export function putRecordsTemplate(settings: RecordSettings): string {
  const { streamName, partitionKey = { type: "request-id" }, newline = false } = settings;
  const { envelope, envelopeBody = "parsed", envelopeInclude } = settings;
  const { before, each } = elementKeyLines(partitionKey);
  const wrap = envelopeBody === "parsed" ? envelopeLines("$data", "json") : exactEnvelopeLines("$data", envelopeBody);
  return [
    ...elementsLines,
    ...before,
    ...(envelope === undefined ? [] : aboutLines(envelope, envelopeInclude)),
    `#set($hash = '')`,
    `#if($input.params("${PROBE.parameter}") == "${PROBE.value}")#set($hash = '"ExplicitHashKey":"${impossibleHashKey}",')#end`,
    `{`,
    `  "StreamName": "${streamName}",`,
    `  "Records": [`,
    `#foreach($element in $elements)`,
    `#set($data = $element.trim())`,
    ...each,
    ...(envelope === undefined ? [] : wrap),
    ...(newline ? lineEndLines : []),
    `{"Data":"$util.base64Encode($data)",$hash"PartitionKey":"$key"}#if($foreach.hasNext),#end`,
    `#end`,
    `]`,
    `}`,
  ].join("\n");
}

const string = String.raw`"[^"\\]*+(?:\\.[^"\\]*+)*+"`;
/** The inside of brackets, nested ones included. */
const nested = Array.from({ length: LEVELS }).reduce<string>(
  (inner) => String.raw`(?:[^\[\]{}"]++|${string}|[\[{]${inner}[\]}])*+`,
  String.raw`[^\[\]{}"]*+`,
);
/** One element of an array or member of an object, with the comma after it. */
const piece = String.raw`((?:[^\[\]{}",]++|${string}|[\[{]${nested}[\]}])++),?`;

/** Sets `$elements` to the texts of the array's elements, and `$path` to the JSON path of an element up to its index. The
 * body is split as text: $input.json would print numbers anew, and lose 1e400. U+0001, which JSON cannot hold, separates the
 * pieces. */
const elementsLines: readonly string[] = [
  ...jsonCheckLines,
  `#set($elements = [])`,
  `#set($path = '$[')`,
  `#set($piece = '${piece}')`,
  `#set($cut = $util.urlDecode('%241%01'))`,
  `#set($mark = $util.urlDecode('%01'))`,
  `#if($isJson)`,
  `#set($array = $input.body.trim())`,
  `#if($array.startsWith('{'))`,
  `#set($path = '$.records[')`,
  `#set($end = $array.length() - 1)`,
  `#set($members = $array.substring(1, $end).replaceAll($piece, $cut).split($mark))`,
  `#set($array = '')`,
  `#foreach($member in $members)`,
  `#set($member = $member.trim())`,
  `#if($member.startsWith('"records"'))#set($array = $member.substring(9).trim().substring(1).trim())#end`,
  `#end`,
  `#end`,
  `#if($array.startsWith('['))`,
  `#set($end = $array.length() - 1)`,
  `#set($array = $array.substring(1, $end).trim())`,
  `#if($array != '')#set($elements = $array.replaceAll($piece, $cut).split($mark))#end`,
  `#end`,
  `#end`,
  `#set($count = 0)`,
  `#foreach($element in $elements)#set($count = $foreach.count)#end`,
  `#if($count > ${MOST})#set($elements = [])#end`,
];
