import { aboutLines, envelopeLines, exactEnvelopeLines } from "./envelope.ts";
import { firehoseKeyLines, UNPROVEN_RECORD, type FirehoseKey } from "../handshake/firehose-key.ts";
import { base64LineEndLines, lineEndLines } from "./line-end.ts";
import { elementKeyLines } from "./partition-key.ts";
import { impossibleHashKey, PROBE } from "./probe.ts";
import type { RecordSettings } from "./record-settings.ts";
import { USUAL_BATCH, type BatchFrom } from "./split/batch-from.ts";
import { elementLine, splitLines } from "./split/split-lines.ts";

/** What the elements of a request become. */
export interface RecordsRequest extends RecordSettings {
  /** A JSON list, or `{"records": […]}`, by default. */
  readonly batchFrom?: BatchFrom | undefined;
  /** The key that Firehose must send; undefined for none. */
  readonly key?: FirehoseKey | undefined;
}

/** The mapping template that makes a PutRecords call of many events. Each becomes a record with exactly its text, or the bytes that it
 * has in base64. A body of another form, one without an event and one with more than 500 become a call without records, which
 * Kinesis refuses with a ValidationException before it stores anything. */
export function putRecordsTemplate(settings: RecordsRequest): string {
  const { streamName, partitionKey = { type: "request-id" }, newline = false, key } = settings;
  const { envelope, envelopeBody = "parsed", batchFrom = USUAL_BATCH } = settings;
  const { before, each } = elementKeyLines(partitionKey, batchFrom);
  const bytes = batchFrom.type === "firehose";
  // An envelope is text.
  const plain = bytes && envelope === undefined;
  const text =
    envelopeBody === "parsed"
      ? envelopeLines("$data", "json", settings)
      : exactEnvelopeLines("$data", envelopeBody, settings);
  const wrap = bytes ? envelopeLines("$data", "base64", settings) : text;
  return [
    ...splitLines(batchFrom),
    ...(key === undefined ? [] : firehoseKeyLines(key)),
    ...before,
    ...(envelope === undefined ? [] : aboutLines(envelope, settings)),
    `#set($hash = '')`,
    `#if($input.params("${PROBE.parameter}") == "${PROBE.value}")#set($hash = '"ExplicitHashKey":"${impossibleHashKey}",')#end`,
    `{`,
    `  "StreamName": "${streamName}",`,
    `  "Records": [`,
    ...(key === undefined ? [] : [UNPROVEN_RECORD]),
    `#foreach($element in $elements)`,
    elementLine(batchFrom),
    ...each,
    ...(envelope === undefined ? [] : wrap),
    ...(newline ? (plain ? base64LineEndLines : lineEndLines) : []),
    `{"Data":"${plain ? "$data" : "$util.base64Encode($data)"}",$hash"PartitionKey":"$key"}#if($foreach.hasNext),#end`,
    `#end`,
    `]`,
    `}`,
  ].join("\n");
}
