import { aboutLines, envelopeLines, type Envelope } from "./envelope.ts";
import { jsonCheckLines, LEVELS } from "./json-check.ts";
import { lineEndLines } from "./line-end.ts";
import { elementKeyLines, type PartitionKey } from "./partition-key.ts";
import { impossibleHashKey, PROBE } from "./probe.ts";

/** What the elements of a request are to become. */
export interface BatchRequest {
  readonly streamName: string;
  /** The request id and the element's index when left out. */
  readonly partitionKey?: PartitionKey;
  readonly envelope?: Envelope | undefined;
  readonly newline?: boolean;
}

/** As many records as PutRecords takes. */
export const MOST = 500;

/** The mapping template that turns a JSON array, or `{"records": […]}`, into a PutRecords call. Each element becomes a record
 * with exactly the element's text. The call for anything else, for an empty array and for more than 500 elements has no
 * records: Kinesis refuses that with a ValidationException before it stores anything. */
export function putRecordsTemplate(request: BatchRequest): string {
  const { streamName, partitionKey = { type: "request-id" }, envelope, newline = false } = request;
  const { before, each } = elementKeyLines(partitionKey);
  return [
    ...elementsLines,
    ...before,
    ...(envelope === undefined ? [] : aboutLines(envelope)),
    `#set($hash = '')`,
    `#if($input.params("${PROBE.parameter}") == "${PROBE.value}")#set($hash = '"ExplicitHashKey":"${impossibleHashKey}",')#end`,
    `{`,
    `  "StreamName": "${streamName}",`,
    `  "Records": [`,
    `#foreach($element in $elements)`,
    `#set($data = $element.trim())`,
    ...each,
    ...(envelope === undefined ? [] : envelopeLines("$data", "json")),
    ...(newline ? lineEndLines : []),
    `{"Data":"$util.base64Encode($data)",$hash"PartitionKey":"$key"}#if($foreach.hasNext),#end`,
    `#end`,
    `]`,
    `}`,
  ].join("\n");
}

const string = String.raw`"[^"\\]*+(?:\\.[^"\\]*+)*+"`;
/** What lies in brackets, brackets in it included. */
const nested = Array.from({ length: LEVELS }).reduce<string>(
  (inner) => String.raw`(?:[^\[\]{}"]++|${string}|[\[{]${inner}[\]}])*+`,
  String.raw`[^\[\]{}"]*+`,
);
/** One element of an array or member of an object, and the comma behind it. */
const piece = String.raw`((?:[^\[\]{}",]++|${string}|[\[{]${nested}[\]}])++),?`;

/** Sets `$elements` to the texts of the array's elements, and `$path` to the JSON path of an element up to its index. The
 * body is cut as text: $input.json would write the numbers anew, and lose 1e400. The pieces are parted by U+0001, which JSON
 * cannot hold. */
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
