import { aboutLines, envelopeLines, exactEnvelopeLines } from "./envelope.ts";
import { jsonCheckLines } from "./json-check.ts";
import { base64LineEndLines, lineEndLines } from "./line-end.ts";
import { handshakeLine } from "../handshake/challenge-lines.ts";
import { queryMemberLines } from "./query-members.ts";
import { partitionKeyLines, type PartitionKey } from "./partition-key.ts";
import { impossibleHashKey, PROBE } from "./probe.ts";
import type { RecordSettings } from "./record-settings.ts";

/** What the body of a request becomes. */
export interface RecordRequest extends RecordSettings {
  /** The body arrives as base64: its type is one of the API's binary media types, and the content handling is CONVERT_TO_TEXT. The
   * request id takes the place of a partition key from the body. */
  readonly binary?: boolean;
  /** The query is the event, not the body. */
  readonly query?: boolean;
  /** The query parameter that makes a handshake of a request without a body, which Kinesis is to refuse. */
  readonly challenge?: string | undefined;
}

/** The most iterations of a loop, and so the most parameters that a query may have. */
export const MOST_PARAMETERS = 1000;

/** The mapping template that makes a PutRecord call of a request. Senders cannot choose the default partition key. */
export function putRecordTemplate(request: RecordRequest): string {
  const { streamName, query = false, challenge } = request;
  const refused = [
    `$input.params("${PROBE.parameter}") == "${PROBE.value}"`,
    ...(challenge === undefined ? [] : ["$handshake"]),
    ...(query ? [`$query == ""`, `$parameters.size() > ${MOST_PARAMETERS}`] : []),
  ];
  const { lines, data } = dataLines(request);
  return [
    ...partitionKeyLines(keyOf(request)),
    ...lines,
    ...(challenge === undefined ? [] : [handshakeLine(challenge, { query })]),
    `{`,
    `  "StreamName": "${streamName}",`,
    `  "Data": "${data}",`,
    `#if(${refused.join(" || ")})`,
    `  "ExplicitHashKey": "${impossibleHashKey}",`,
    `#end`,
    `  "PartitionKey": "$key"`,
    `}`,
  ].join("\n");
}

function keyOf({ partitionKey = { type: "request-id" }, binary, query }: RecordRequest): PartitionKey {
  if (partitionKey.type !== "body") return partitionKey;
  const [name, ...deeper] = partitionKey.path;
  if (query === true && typeof name === "string" && deeper.length === 0) return { type: "query", name };
  return query === true || binary === true ? { type: "request-id" } : partitionKey;
}

/** The lines that prepare the data, and the expression that prints it as base64. */
function dataLines(request: RecordRequest) {
  const { envelope, envelopeBody = "parsed", newline = false, binary = false } = request;
  const encoded = "$util.base64Encode($data)";
  if (request.query === true) {
    const wrap =
      envelopeBody === "parsed"
        ? envelopeLines("$body", "json", request)
        : exactEnvelopeLines("$body", envelopeBody, request);
    const about = envelope === undefined ? [`#set($data = $body)`] : [...aboutLines(envelope, request), ...wrap];
    return { lines: [...queryLines(request), ...about, ...(newline ? lineEndLines : [])], data: encoded };
  }
  if (envelope !== undefined) {
    const exact =
      envelopeBody === "parsed" ? parsedEnvelope(request) : exactEnvelopeLines("$input.body", envelopeBody, request);
    const bytes = [...bytesLines, ...envelopeLines("$data", "base64", request)];
    const whole = [...aboutLines(envelope, request), ...(binary ? bytes : exact)];
    return { lines: newline ? [...whole, ...lineEndLines] : whole, data: encoded };
  }
  if (binary) return { lines: newline ? [...bytesLines, ...base64LineEndLines] : bytesLines, data: "$data" };
  if (newline) return { lines: [`#set($data = $input.body)`, ...lineEndLines], data: encoded };
  return { lines: [], data: "$util.base64Encode($input.body)" };
}

/** Sets `$body` to the query as a JSON object. */
const queryLines = ({ hiddenQuery }: RecordRequest) => [
  `#set($q = '"')`,
  ...queryMemberLines(hiddenQuery),
  `#set($body = "{$query}")`,
];

/** Sets `$data` to base64. A body that is not base64 came as text: its type is not among the API's binary media types (yet), or there
 * is no body, for which API Gateway shows a template `{}`. As it is, it must not get into the JSON of the call. */
const bytesLines = [
  `#set($data = $input.body)`,
  `#set($plain = $data.replaceAll('[^A-Za-z0-9+/]', ''))`,
  `#if($data != $plain && $data != "$plain=" && $data != "$plain==")#set($data = $util.base64Encode($data))#end`,
];

/** JSON as it came, but for the white space around it: with `newline`, a record is one line if the JSON is. */
const parsedEnvelope = (request: RecordRequest) => [
  ...jsonCheckLines,
  `#if($isJson)`,
  ...envelopeLines("$input.body.trim()", "json", request),
  `#else`,
  ...envelopeLines("$input.body", "text", request),
  `#end`,
];
