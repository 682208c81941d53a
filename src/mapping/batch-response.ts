import { retryAfter, type Wording } from "./refusal.ts";
import type { ResponseMapping } from "./response-mapping.ts";
import { integrationResponses, nothing, type Answer, type ResponseOptions } from "./response.ts";
import { statusesOf } from "./statuses.ts";

const wording: Wording = {
  busy: "Too many records. Try again.",
  refused: [
    `#set($why = $input.path('$.message'))`,
    `#if($why.contains("at 'records' failed"))`,
    `{"message":"Send a JSON array of 1 to 500 elements, or an object with such an array as its \\"records\\"."}`,
    `#else`,
    `{"message":"Kinesis refused the records."}`,
    `#end`,
  ],
};

/** The integration responses of the batch route, by status. PutRecords answers 200 even when it stored only some of the
 * records: that becomes the status for a busy stream, and `failed` names the index and the error of each record to send again.
 * A receipt is a list, in the order of the elements. */
export function batchResponseMappings(
  answer: Answer,
  options: ResponseOptions = {},
): Readonly<Record<string, ResponseMapping>> {
  const { busy } = statusesOf(options.statuses);
  const accepted = [
    `#set($failures = "$!input.path('$.FailedRecordCount')")`,
    `#if($failures == "0")`,
    success(answer),
    `#else`,
    `#set($context.responseOverride.status = ${busy})`,
    retryAfter,
    `{"message":"$failures records were not stored. Send them again.","failed":[`,
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

function success(answer: Answer): string {
  switch (answer.type) {
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
      return answer.template;
  }
}
