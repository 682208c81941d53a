/** The query parameter that keeps any request from becoming a record: `?kinesis-proxy=probe`. */
export const PROBE = { parameter: "kinesis-proxy", value: "probe" } as const;

/** The content type of probes, which every endpoint accepts: no model is bound to it. */
export const PROBE_TYPE = "application/x-kinesis-proxy-probe";

/** The template for probes: a call that Kinesis refuses only after it has checked everything else. */
export function probeTemplate(streamName: string, key: string = PROBE.value): string {
  const data = { StreamName: streamName, Data: "e30=", ExplicitHashKey: impossibleHashKey, PartitionKey: key };
  return JSON.stringify(data);
}

/** One more than the greatest hash key: Kinesis checks permissions first and then refuses it, so that no record is written. */
export const impossibleHashKey = "340282366920938463463374607431768211456";
