import { headerLines } from "../header-lines.ts";
import { jsonCheckLines } from "./json-check.ts";
import { parseJsonPath, printJsonPath, type JsonPath } from "./json-path.ts";
import type { BatchFrom } from "./split/batch-from.ts";
import { jsonContent, vtlText } from "../vtl-text.ts";

/** Where a record's partition key comes from: `--partition-key`. */
export type PartitionKey =
  | { readonly type: "request-id" }
  | { readonly type: "header" | "query" | "path"; readonly name: string }
  | { readonly type: "body"; readonly path: JsonPath }
  | { readonly type: "source-ip" }
  | { readonly type: "constant"; readonly text: string };

/** The longest partition key that Kinesis accepts, here in UTF-16 units, of which there are never fewer than of code points. */
const LONGEST = 256;

/** Parses `--partition-key`: `request-id`, `source-ip`, `header:NAME`, `query:NAME`, `path:NAME`, `body:JSONPATH` or
 * `constant:TEXT`. Throws RangeError. */
export function parsePartitionKey(text: string): PartitionKey {
  const colon = text.indexOf(":");
  const type = colon < 0 ? text : text.slice(0, colon);
  const rest = colon < 0 ? undefined : text.slice(colon + 1);
  switch (type) {
    case "request-id":
    case "source-ip":
      if (rest !== undefined) throw new RangeError(`${type} takes no value, but there is ":${rest}".`);
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

/** Velocity lines that set `$key` to the partition key, escaped for a JSON string: the value of the source, cut to 256 characters, or
 * the request id when that is missing or empty. A number or boolean in the body gives its text; an object, a list and a body that
 * is not JSON give nothing. */
export function partitionKeyLines(key: PartitionKey): readonly string[] {
  if (key.type === "request-id") return requestIdLines;
  return [...givenLines(key), `#if($key == "")`, ...requestIdLines, `#end`];
}

/** The same for the elements of a batch: lines `before` the loop, and lines for `each` element, where `$path` is the JSON path up to
 * its index and `$data` its text. A path into the body starts at the element. The index follows the request id, or a batch would go
 * to one shard. */
export function elementKeyLines(
  key: PartitionKey,
  { type }: Pick<BatchFrom, "type">,
): {
  readonly before: readonly string[];
  readonly each: readonly string[];
} {
  const body = key.type === "body" && type !== "firehose";
  const own = body ? [] : [...(key.type === "body" ? [`#set($key = '')`] : givenLines(key)), `#set($given = $key)`];
  const each = !body ? [`#set($key = $given)`] : type === "ndjson" ? lineLines(key.path) : elementLines(key.path);
  return {
    before: [...own, ...requestIdLines, `#set($id = $key)`],
    each: [...each, `#if($key == "")#set($key = "\${id}-$foreach.index")#end`],
  };
}

/** `$value` without percent-encoding. AWS does not document whether API Gateway decodes the parts of a path, so an encoded and a
 * decoded part must give the same: both are encoded, double encoding is undone, and the result is decoded. */
const decoded =
  `$util.urlDecode($util.urlEncode($value).replaceAll('%25', '%')` +
  `.replaceAll('%(?![0-9A-Fa-f]{2})', '%25').replaceAll('[+]', '%20'))`;

/** The id that senders cannot choose; some emulators leave it empty, then the one that they can. */
const requestIdLines = [
  `#set($key = $context.extendedRequestId)`,
  `#if("$!key" == "")#set($key = $context.requestId)#end`,
];

/** Sets `$key` to the value of the source; "" for none. */
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

/** The same for `$data`, which is a document of its own. Of indices nothing is found: to ask a list for one that it lacks would end
 * the template. */
function lineLines(path: JsonPath): readonly string[] {
  const steps = path.map((step) => `.get(${vtlText(String(step))})`).join("");
  return [`#set($key = '')`, ...scalarOf(`$util.parseJson($data)${steps}`)];
}

/** Sets `$key` to the value at a JSON path of the body, unless that has a size, as maps and lists do. */
function scalarLines(path: string): readonly string[] {
  return scalarOf(`$input.path(${path})`);
}

function scalarOf(reference: string): readonly string[] {
  return [
    `#set($value = '')`,
    `#set($value = ${reference})`,
    `#if("$!value.size()" == "")`,
    // JSON can hold half a surrogate pair, UTF-8 cannot: encoding replaces it by a question mark.
    ...keyOf("$!value", `$util.urlDecode($util.urlEncode($key))`),
    `#end`,
  ];
}

function keyOf(reference: string, mended = "$key"): readonly string[] {
  return [
    `#set($key = "${reference}")`,
    `#if($key.length() > ${LONGEST})`,
    `#set($end = ${LONGEST})`,
    // Do not cut a surrogate pair in two.
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
