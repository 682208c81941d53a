import { aboutLines, envelopeLines, type Envelope } from "./envelope.ts";
import { jsonCheckLines } from "./json-check.ts";
import { base64LineEndLines, lineEndLines } from "./line-end.ts";
import { partitionKeyLines, type PartitionKey } from "./partition-key.ts";
import { impossibleHashKey, PROBE } from "./probe.ts";

/** What a request is to become; without more than the stream's name, its bytes under the request's id. */
export interface RecordRequest {
  readonly streamName: string;
  /** The request id when left out. */
  readonly partitionKey?: PartitionKey;
  /** Wraps the body into JSON that also says when it came, and from whom. */
  readonly envelope?: Envelope | undefined;
  /** Ends the data with one line end, whatever line ends it came with; bytes get one unless they end in one. */
  readonly newline?: boolean;
  /** The body arrives as base64: its type is one of the API's binary media types, the content handling CONVERT_TO_TEXT.
   * A partition key from the body is then the request id. */
  readonly binary?: boolean;
}

/** The mapping template that turns a request into a PutRecord call.
 * In the default partition key is nothing that a caller can choose. */
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
function dataLines({ envelope, newline = false, binary = false }: RecordRequest) {
  const encoded = "$util.base64Encode($data)";
  if (envelope !== undefined) {
    const whole = [...aboutLines(envelope), ...(binary ? binaryEnvelope : textEnvelope)];
    return { lines: newline ? [...whole, ...lineEndLines] : whole, data: encoded };
  }
  if (binary) return { lines: newline ? [...bytesLines, ...base64LineEndLines] : bytesLines, data: "$data" };
  if (newline) return { lines: [`#set($data = $input.body)`, ...lineEndLines], data: encoded };
  return { lines: [], data: "$util.base64Encode($input.body)" };
}

/** What is no base64 came as text: the body's type is not among the API's binary media types (yet), or there is no body, for
 * which API Gateway shows a template `{}`. It would stand in the middle of JSON: what its sender wrote must not get there as
 * it is. */
const bytesLines = [
  `#set($data = $input.body)`,
  `#set($plain = $data.replaceAll('[^A-Za-z0-9+/]', ''))`,
  `#if($data != $plain && $data != "$plain=" && $data != "$plain==")#set($data = $util.base64Encode($data))#end`,
];

const binaryEnvelope = [...bytesLines, ...envelopeLines("$data", "base64")];

const textEnvelope = [
  ...jsonCheckLines,
  `#if($isJson)`,
  ...envelopeLines("$input.body.trim()", "json"),
  `#else`,
  ...envelopeLines("$input.body", "text"),
  `#end`,
];
