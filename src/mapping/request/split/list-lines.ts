import { jsonCheckLines, LEVELS } from "../json-check.ts";
import { printJsonPath, type JsonPath } from "../json-path.ts";
import { vtlText } from "../../vtl-text.ts";

const string = String.raw`"[^"\\]*+(?:\\.[^"\\]*+)*+"`;
/** The inside of brackets, nested ones included. */
const nested = Array.from({ length: LEVELS }).reduce<string>(
  (inner) => String.raw`(?:[^\[\]{}"]++|${string}|[\[{]${inner}[\]}])*+`,
  String.raw`[^\[\]{}"]*+`,
);
/** One element of an array or member of an object, with the comma after it. */
const piece = String.raw`((?:[^\[\]{}",]++|${string}|[\[{]${nested}[\]}])++),?`;

/** Velocity lines that set `$array` to the text of the JSON list at the path, and `$path` to the JSON path of an element up to its
 * index; "" where there is no list. The body is read as text: $input.json would print numbers anew, and lose 1e400. U+0001, which
 * JSON cannot hold, separates the pieces. `inList` follow for a list. */
export function listLines(path: JsonPath, bare: boolean, inList: readonly string[]): readonly string[] {
  return [
    ...jsonCheckLines,
    `#set($elements = [])`,
    `#set($path = '$[')`,
    `#set($piece = '${piece}')`,
    `#set($cut = $util.urlDecode('%241%01'))`,
    `#set($mark = $util.urlDecode('%01'))`,
    `#if($isJson)`,
    `#set($array = $input.body.trim())`,
    ...(bare ? bareLines(path) : path.flatMap(stepLines)),
    ...(bare ? [] : [`#set($path = ${quoted(`$${printJsonPath(path)}[`)})`]),
    `#if($array.startsWith('['))`,
    ...inList,
    `#end`,
    `#end`,
  ];
}

/** The lines for a list that set `$elements` to the texts of its elements. */
export const elementLines: readonly string[] = [
  `#set($end = $array.length() - 1)`,
  `#set($array = $array.substring(1, $end).trim())`,
  `#if($array != '')#set($elements = $array.replaceAll($piece, $cut).split($mark))#end`,
];

/** A list stays; of an object, its member counts. */
function bareLines(path: JsonPath): readonly string[] {
  return [
    `#if($array.startsWith('{'))`,
    `#set($path = ${quoted(`$${printJsonPath(path)}[`)})`,
    ...path.flatMap(memberLines),
    `#end`,
  ];
}

function stepLines(step: string | number): readonly string[] {
  const lines = typeof step === "number" ? itemLines(step) : memberLines(step);
  const open = typeof step === "number" ? "[" : "{";
  return [`#if($array.startsWith('${open}'))`, ...lines, `#else`, `#set($array = '')`, `#end`];
}

/** Sets `$array` to the member of the object in it. Of several of that name the last one counts, as for $input.path. */
function memberLines(name: string | number): readonly string[] {
  const key = JSON.stringify(name);
  return [
    `#set($end = $array.length() - 1)`,
    `#set($members = $array.substring(1, $end).replaceAll($piece, $cut).split($mark))`,
    `#set($array = '')`,
    `#foreach($member in $members)`,
    `#set($member = $member.trim())`,
    `#if($member.startsWith(${quoted(key)}))#set($array = $member.substring(${key.length}).trim().substring(1).trim())#end`,
    `#end`,
  ];
}

/** Sets `$array` to that item of the list in it. */
function itemLines(index: number): readonly string[] {
  return [
    `#set($end = $array.length() - 1)`,
    `#set($items = $array.substring(1, $end).replaceAll($piece, $cut).split($mark))`,
    `#set($array = '')`,
    `#foreach($item in $items)`,
    `#if($foreach.index == ${index})#set($array = $item.trim())#end`,
    `#end`,
  ];
}

/** Single quotes take all but themselves as it is. */
function quoted(text: string): string {
  return /^[\w "$.[\]-]*$/.test(text) ? `'${text}'` : vtlText(text);
}
