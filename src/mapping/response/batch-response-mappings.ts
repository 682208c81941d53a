import type { FirehoseKey } from "../handshake/firehose-key.ts";
import { printJsonPath } from "../request/json-path.ts";
import { USUAL_BATCH, type BatchFrom } from "../request/split/batch-from.ts";
import { FIREHOSE_SUCCESS, firehoseResponses } from "./firehose-responses.ts";
import { MOST } from "../request/split/most.ts";
import { LEVELS } from "../request/json-check.ts";
import { retryAfter, type Wording } from "./refusal-lines.ts";
import type { IntegrationResponse } from "../route.ts";
import { integrationResponses, nothing, type Respond, type ResponseOptions } from "./response-mappings.ts";
import { BATCH_REFUSED, sizeText } from "./refused-words.ts";
import { statusesOf } from "./statuses.ts";

interface BatchOptions extends ResponseOptions {
  readonly batchFrom?: BatchFrom | undefined;
  /** The key that Firehose must send; undefined for none. */
  readonly key?: FirehoseKey | undefined;
}

const wording = (from: BatchFrom, largest: number | undefined): Wording => ({
  busy: "Too many records. Try again.",
  refused: [
    `#set($why = $input.path('$.message'))`,
    `#if($why.contains("at 'records' failed"))`,
    JSON.stringify({ message: advice(from) }),
    `#else`,
    JSON.stringify({ message: `${BATCH_REFUSED} ${sizeText(largest)}?` }),
    `#end`,
  ],
});

function advice(from: BatchFrom): string {
  const array = `of 1 to ${MOST} elements`;
  const levels = `of at most ${LEVELS} levels in all`;
  switch (from.type) {
    case "list": {
      const [name] = from.path;
      if (!from.bare) return `Send JSON with an array ${array} at $${printJsonPath(from.path)}, ${levels}.`;
      return `Send a JSON array ${array}, or an object with such an array as its "${name}", ${levels}.`;
    }
    case "ndjson":
      return `Send 1 to ${MOST} lines with a JSON document on each, of at most ${LEVELS} levels.`;
    case "firehose":
      return `Send 1 to ${MOST} records as Firehose does: a smaller buffer has fewer.`;
  }
}

/** The integration responses of the batch route, by status. PutRecords answers 200 even when it stored only some records: that
 * becomes the status for a busy stream, and `failed` lists the index and the error of each record to send again. A receipt is a
 * list in the order of the elements. */
export function batchResponseMappings(
  respond: Respond,
  { batchFrom = USUAL_BATCH, key, ...options }: BatchOptions = {},
): Readonly<Record<string, IntegrationResponse>> {
  const { busy } = statusesOf(options.status);
  const firehose = batchFrom.type === "firehose";
  const accepted = [
    `#set($failures = "$!input.path('$.FailedRecordCount')")`,
    `#if($failures == "0")`,
    firehose ? FIREHOSE_SUCCESS : success(respond),
    `#else`,
    `#set($context.responseOverride.status = ${busy})`,
    retryAfter,
    `#if($failures == "1")`,
    `#set($what = "1 record was not stored. Send it again.")`,
    `#elseif($failures == "")`,
    `#set($what = "Nobody knows which records were stored.")`,
    `#else`,
    `#set($what = "$failures records were not stored. Send them again.")`,
    `#end`,
    `{"message":"$what","failed":[`,
    `#set($comma = "")`,
    `#foreach($record in $input.path('$.Records'))`,
    `#if("$!record.ErrorCode" != "")`,
    `$comma{"index":$foreach.index,"errorCode":"$record.ErrorCode"}`,
    `#set($comma = ",")`,
    `#end`,
    `#end`,
    `]}`,
    `#end`,
  ];
  const responses = integrationResponses(accepted.join("\n"), wording(batchFrom, options.largest), options);
  return firehose ? firehoseResponses(responses, key !== undefined) : responses;
}

function success(respond: Respond): string {
  switch (respond.type) {
    case "empty":
      return nothing;
    case "receipt":
      return [
        `[`,
        `#foreach($record in $input.path('$.Records'))`,
        `{"shardId":"$record.ShardId","sequenceNumber":"$record.SequenceNumber"}#if($foreach.hasNext),#end`,
        `#end`,
        `]`,
      ].join("\n");
    case "template":
      return respond.template;
  }
}
