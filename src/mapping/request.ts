/** The query parameter by which this program asks an endpoint whether it works: `?kinesis-proxy=probe`. */
export const PROBE = { parameter: "kinesis-proxy", value: "probe" } as const;

/** One more than the greatest hash key: Kinesis checks permission, then refuses it, so a probe never becomes a record. */
const impossibleHashKey = "340282366920938463463374607431768211456";

/** The mapping template that turns a request into a PutRecord call.
 * The partition key is the request id that a caller cannot choose; where that is empty, as in some emulators, the one that it can. */
export function putRecordTemplate(streamName: string): string {
  return [
    `#set($key = $context.extendedRequestId)`,
    `#if("$!key" == "")#set($key = $context.requestId)#end`,
    `{`,
    `  "StreamName": "${streamName}",`,
    `  "Data": "$util.base64Encode($input.body)",`,
    `#if($input.params("${PROBE.parameter}") == "${PROBE.value}")`,
    `  "ExplicitHashKey": "${impossibleHashKey}",`,
    `#end`,
    `  "PartitionKey": "$key"`,
    `}`,
  ].join("\n");
}
