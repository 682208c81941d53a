/** The query parameter that keeps any request from becoming a record: `?kinesis-proxy=probe`. */
export const PROBE = { parameter: "kinesis-proxy", value: "probe" } as const;

/** The content type by which an endpoint is asked whether it works, whatever else it accepts and whatever bodies must look
 * like: no model is bound to it. */
export const PROBE_TYPE = "application/x-kinesis-proxy-probe";

/** The template for such a question: what it makes is refused by Kinesis, after everything else was checked. */
export function probeTemplate(streamName: string): string {
  const data = { StreamName: streamName, Data: "e30=", ExplicitHashKey: impossibleHashKey, PartitionKey: PROBE.value };
  return JSON.stringify(data);
}

/** One more than the greatest hash key: Kinesis checks permission, then refuses it, so a probe never becomes a record. */
export const impossibleHashKey = "340282366920938463463374607431768211456";
