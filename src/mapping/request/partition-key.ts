import { headerLines } from "../header-lines.ts";
import { jsonCheckLines } from "./json-check.ts";
import { parseJsonPath, printJsonPath, type JsonPath } from "./json-path.ts";
import { jsonContent, vtlText } from "../vtl-text.ts";

/** Where a record's partition key comes from. */
export type PartitionKey =
  | { readonly type: "request-id" }
  | { readonly type: "header" | "query" | "path"; readonly name: string }
  | { readonly type: "body"; readonly path: JsonPath }
  | { readonly type: "source-ip" }
  | { readonly type: "constant"; readonly text: string };

/** The length of a partition key that Kinesis takes at most, in UTF-16 units: by code points it may be less, never more. */
const LONGEST = 256;

/** Reads `request-id`, `source-ip`, `header:NAME`, `query:NAME`, `path:NAME`, `body:JSONPATH` or `constant:TEXT`. Throws
 * RangeError. */
export function parsePartitionKey(text: string): PartitionKey {
  const colon = text.indexOf(":");
  const type = colon < 0 ? text : text.slice(0, colon);
  const rest = colon < 0 ? undefined : text.slice(colon + 1);
  switch (type) {
    case "request-id":
    case "source-ip":
      if (rest !== undefined) throw new RangeError(`${type} takes nothing behind it, but there is ":${rest}".`);
      return { type };
    case "header":
    case "path":
      return { type, name: named(type, rest, /^[\w.-]+$/) };
    case "query":
      return { type, name: named(type, rest, /^\P{Cs}+$/u) };
    case "body":
      return { type, path: parseJsonPath(rest ?? "") };
    case "constant":
      return { type, text: constant(rest ?? "") };
    default:
      throw new RangeError(
        `"${text}" is not a source of partition keys: request-id, header:NAME, query:NAME, path:NAME, body:JSONPATH, source-ip or constant:TEXT.`,
      );
  }
}

/** Velocity lines that set `$key` to the inside of a JSON string that holds the partition key: what the source gives, cut to
 * 256 characters, or the request id where that is missing or empty. A number or boolean of the body gives its text; an object,
 * a list and a body that is not JSON give none. */
export function partitionKeyLines(key: PartitionKey): readonly string[] {
  if (key.type === "request-id") return requestIdLines;
  return [...givenLines(key), `#if($key == "")`, ...requestIdLines, `#end`];
}

/** The same for each element of a batch: `before` the loop over the elements, and for `each`, where `$path` is the JSON path
 * up to the index. The request id gets the index behind it, or a batch would go to one shard; a path into the body starts at
 * the element. */
export function elementKeyLines(key: PartitionKey): {
  readonly before: readonly string[];
  readonly each: readonly string[];
} {
  const own = key.type === "body" ? [] : [...givenLines(key), `#set($given = $key)`];
  const each = key.type === "body" ? elementLines(key.path) : [`#set($key = $given)`];
  return {
    before: [...own, ...requestIdLines, `#set($id = $key)`],
    each: [...each, `#if($key == "")#set($key = "\${id}-$foreach.index")#end`],
  };
}

/** `$value` without percent-encoding. AWS does not say whether API Gateway has decoded a part of the path, so a part of it that
 * is encoded and one that is decoded already have to give the same: both are encoded, what was encoded before is taken back,
 * and all of it decoded. */
const decoded =
  `$util.urlDecode($util.urlEncode($value).replaceAll('%25', '%')` +
  `.replaceAll('%(?![0-9A-Fa-f]{2})', '%25').replaceAll('[+]', '%20'))`;

/** The id that a caller cannot choose; where that is empty, as in some emulators, the one that it can. */
const requestIdLines = [
  `#set($key = $context.extendedRequestId)`,
  `#if("$!key" == "")#set($key = $context.requestId)#end`,
];

/** Sets `$key` to what the source gives, "" for nothing. */
function givenLines(key: PartitionKey): readonly string[] {
  switch (key.type) {
    case "request-id":
      return [`#set($key = '')`];
    case "header":
      return [...headerLines({ value: key.name }), ...keyOf("$!value")];
    case "query":
      return keyOf(`$!input.params().get('querystring').get(${vtlText(key.name)})`);
    case "path":
      return [
        `#set($value = "$!input.params().get('path').get(${vtlText(key.name)})")`,
        `#foreach($time in [1..3])`,
        `#set($value = ${decoded})`,
        `#end`,
        ...keyOf("$value"),
      ];
    case "source-ip":
      return keyOf("$!context.identity.sourceIp");
    case "constant":
      return [`#set($key = ${vtlText(key.text)})`, `#set($key = ${jsonContent("$key")})`];
    case "body":
      return [
        ...jsonCheckLines,
        `#set($key = '')`,
        `#if($isJson)`,
        ...scalarLines(vtlText(`$${printJsonPath(key.path)}`)),
        `#end`,
      ];
  }
}

function elementLines(path: JsonPath): readonly string[] {
  return [
    `#set($key = '')`,
    `#set($steps = ${vtlText(`]${printJsonPath(path)}`)})`,
    `#set($place = "$path$foreach.index$steps")`,
    ...scalarLines("$place"),
  ];
}

/** What lies at a JSON path of the body, unless it has a size, as maps and lists do. */
function scalarLines(path: string): readonly string[] {
  return [
    `#set($value = '')`,
    `#set($value = $input.path(${path}))`,
    `#if("$!value.size()" == "")`,
    // Half a surrogate pair, which JSON can write, has no UTF-8: encoding puts a question mark in its place.
    ...keyOf("$!value", `$util.urlDecode($util.urlEncode($key))`),
    `#end`,
  ];
}

function keyOf(reference: string, mended = "$key"): readonly string[] {
  return [
    `#set($key = "${reference}")`,
    `#if($key.length() > ${LONGEST})`,
    `#set($end = ${LONGEST})`,
    // A pair that begins with the last character would be cut in two.
    `#if($key.codePointAt(${LONGEST - 1}) > 65535)#set($end = ${LONGEST - 1})#end`,
    `#set($key = $key.substring(0, $end))`,
    `#end`,
    ...(mended === "$key" ? [] : [`#set($key = ${mended})`]),
    `#set($key = ${jsonContent("$key")})`,
  ];
}

function named(type: string, name: string | undefined, allowed: RegExp): string {
  if (name === undefined || name === "") throw new RangeError(`${type} needs a name, as in ${type}:NAME.`);
  if (!allowed.test(name)) throw new RangeError(`"${name}" cannot be the name of a ${type} parameter.`);
  return name;
}

function constant(text: string): string {
  if (text === "") throw new RangeError("constant needs a text, as in constant:TEXT.");
  if (text.length > LONGEST)
    throw new RangeError(`A partition key has at most ${LONGEST} characters, the constant ${text.length}.`);
  if (/\p{Cs}/u.test(text)) throw new RangeError(`The constant ${JSON.stringify(text)} is not valid Unicode.`);
  return text;
}
