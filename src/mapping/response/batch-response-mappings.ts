import { MOST } from "../request/put-records-template.ts";
import { LEVELS } from "../request/json-check.ts";
import { retryAfter, type Wording } from "./refusal-lines.ts";
import type { IntegrationResponse } from "../route.ts";
import { integrationResponses, nothing, type Respond, type ResponseOptions } from "./response-mappings.ts";
import { statusesOf } from "./statuses.ts";

/** What senders read when Kinesis refuses a batch. */
export const BATCH_REFUSED = "Kinesis refused the records. Is one of them larger than 1 MiB?";

const wording: Wording = {
  busy: "Too many records. Try again.",
  refused: [
    `#set($why = $input.path('$.message'))`,
    `#if($why.contains("at 'records' failed"))`,
    `{"message":"Send a JSON array of 1 to ${MOST} elements, or an object with such an array as its \\"records\\", of at most ${LEVELS} levels in all."}`,
    `#else`,
    JSON.stringify({ message: BATCH_REFUSED }),
    `#end`,
  ],
};

/** The integration responses of the batch route, by status. PutRecords answers 200 even when it stored only some records: that
 * becomes the status for a busy stream, and `failed` lists the index and the error of each record to send again. A receipt is a
 * list in the order of the elements. */
export function batchResponseMappings(
  respond: Respond,
  options: ResponseOptions = {},
): Readonly<Record<string, IntegrationResponse>> {
  const { busy } = statusesOf(options.status);
  const accepted = [
    `#set($failures = "$!input.path('$.FailedRecordCount')")`,
    `#if($failures == "0")`,
    success(respond),
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
  return integrationResponses(accepted.join("\n"), wording, options);
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
