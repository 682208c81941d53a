import { isUtf8 } from "node:buffer";
import { acceptWords, binaryTypes, BYTES, bytesIn, JSON_TYPES } from "../../../mapping/content-types.ts";
import { beyondEndpoint, sizeText } from "../../../mapping/response/refused-words.ts";
import type { Config } from "../../../settings/config.ts";
import { named, setTo, type WhereGiven } from "../../../settings/where-given.ts";
import type { RenderedRequest } from "./rendered-request.ts";

/** What whoever renders a request should know though it would be stored: bytes that API Gateway damages, and records with nothing
 * in them. `call` is the body of the call to Kinesis. */
export function renderWarnings(
  {
    accept = JSON_TYPES,
    batchFrom,
    maxRecordSize,
  }: Pick<Config, "accept"> & Partial<Pick<Config, "batchFrom" | "maxRecordSize">>,
  request: Pick<RenderedRequest, "headers">,
  body: Uint8Array,
  call: string | undefined,
  where: WhereGiven = () => undefined,
): readonly string[] {
  const type = contentTypeOf(request);
  const damaged = call !== undefined && !isUtf8(body) && bytesIn(binaryTypes(accept), [type]).length === 0;
  // Firehose delivers empty data, too.
  const emptied = body.byteLength > 0 && batchFrom?.type !== "firehose" && emptyIn(call) > 0;
  const types = acceptWords([...accept, BYTES]);
  const size = largestIn(call);
  const beyond = beyondEndpoint(body.byteLength);
  return [
    ...(beyond === undefined ? [] : [beyond]),
    ...(size > (maxRecordSize ?? 1_024) * 1_024
      ? [
          `The record has ${size} bytes, and a record of the stream holds ${sizeText(maxRecordSize)} at most (${named("maxRecordSize", where)}): Kinesis will refuse it.`,
        ]
      : []),
    ...(damaged
      ? [
          `The body is not UTF-8, and API Gateway takes ${type} for text: each wrong byte is stored as U+FFFD. To keep them: ${setTo("accept", types, where)}, and senders say Content-Type: ${BYTES}.`,
        ]
      : []),
    ...(emptied
      ? ["Data is empty, and the body is not: $util.base64Encode takes text, and makes nothing of an object or a list."]
      : []),
  ];
}

/** The media type of the request's body. Without one it is JSON to API Gateway. */
export function contentTypeOf({ headers }: Pick<RenderedRequest, "headers">): string {
  const [, value = ""] = headers.find(([name]) => name.toLowerCase() === "content-type") ?? [];
  return value.split(";")[0]?.trim().toLowerCase() || "application/json";
}

/** The bytes of the largest record of a call to Kinesis. */
function largestIn(call = ""): number {
  const sizes = [...call.matchAll(/"Data"\s*:\s*"([^"]*)"/g)].map(([, data = ""]) => Buffer.byteLength(data, "base64"));
  return Math.max(0, ...sizes);
}

/** How many records of a call to Kinesis hold nothing. */
function emptyIn(call = ""): number {
  return call.match(/"Data"\s*:\s*""/g)?.length ?? 0;
}
