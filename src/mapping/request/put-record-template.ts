import { aboutLines, envelopeLines, exactEnvelopeLines } from "./envelope.ts";
import { jsonCheckLines } from "./json-check.ts";
import { base64LineEndLines, lineEndLines } from "./line-end.ts";
import { partitionKeyLines, type PartitionKey } from "./partition-key.ts";
import { impossibleHashKey, PROBE } from "./probe.ts";
import type { RecordSettings } from "./record-settings.ts";

/** What the body of a request becomes. */
export interface RecordRequest extends RecordSettings {
  /** The body arrives as base64: its type is one of the API's binary media types, and the content handling is CONVERT_TO_TEXT. The
   * request id takes the place of a partition key from the body. */
  readonly binary?: boolean;
}

/** The mapping template that makes a PutRecord call of a request. Senders cannot choose the default partition key. */
export function putRecordTemplate(request: RecordRequest): string {
  const { streamName, partitionKey = { type: "request-id" }, binary = false } = request;
  const key: PartitionKey = binary && partitionKey.type === "body" ? { type: "request-id" } : partitionKey;
  const { lines, data } = dataLines(request);
  return [
    ...partitionKeyLines(key),
    ...lines,
    `{`,
    `  "StreamName": "${streamName}",`,
    `  "Data": "${data}",`,
    `#if($input.params("${PROBE.parameter}") == "${PROBE.value}")`,
    `  "ExplicitHashKey": "${impossibleHashKey}",`,
    `#end`,
    `  "PartitionKey": "$key"`,
    `}`,
  ].join("\n");
}

/** The lines that prepare the data, and the expression that prints it as base64. */
function dataLines(request: RecordRequest) {
  const { envelope, envelopeBody = "parsed", envelopeInclude, newline = false, binary = false } = request;
  const encoded = "$util.base64Encode($data)";
  if (envelope !== undefined) {
    const exact = envelopeBody === "parsed" ? parsedEnvelope : exactEnvelopeLines("$input.body", envelopeBody);
    const whole = [...aboutLines(envelope, envelopeInclude), ...(binary ? binaryEnvelope : exact)];
    return { lines: newline ? [...whole, ...lineEndLines] : whole, data: encoded };
  }
  if (binary) return { lines: newline ? [...bytesLines, ...base64LineEndLines] : bytesLines, data: "$data" };
  if (newline) return { lines: [`#set($data = $input.body)`, ...lineEndLines], data: encoded };
  return { lines: [], data: "$util.base64Encode($input.body)" };
}

/** Sets `$data` to base64. A body that is not base64 came as text: its type is not among the API's binary media types (yet), or there
 * is no body, for which API Gateway shows a template `{}`. As it is, it must not get into the JSON of the call. */
const bytesLines = [
  `#set($data = $input.body)`,
  `#set($plain = $data.replaceAll('[^A-Za-z0-9+/]', ''))`,
  `#if($data != $plain && $data != "$plain=" && $data != "$plain==")#set($data = $util.base64Encode($data))#end`,
];

const binaryEnvelope = [...bytesLines, ...envelopeLines("$data", "base64")];

/** JSON as it came, but for the white space around it: with `newline`, a record is one line if the JSON is. */
const parsedEnvelope = [
  ...jsonCheckLines,
  `#if($isJson)`,
  ...envelopeLines("$input.body.trim()", "json"),
  `#else`,
  ...envelopeLines("$input.body", "text"),
  `#end`,
];
