import type { HttpAnswer } from "../../../aws/http/post.ts";
import type { StreamRecord } from "../../../records/read/stream-record.ts";
import { samePayload } from "./same-payload.ts";

/** An event that was sent, and its response. */
export interface Sent {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly answer: HttpAnswer;
  /** Milliseconds until the response. */
  readonly answeredMs: number;
}

/** A record, and when it was read. */
export interface Arrived {
  readonly record: StreamRecord;
  readonly at: number;
}

/** The record of each event; undefined where there is none. Each record belongs to one event. The request's id in the response is the
 * partition key, or in the envelope; Kinesis' receipt has the sequence number; else the bytes are compared. */
export function matchRecords(sent: readonly Sent[], arrived: readonly Arrived[]): readonly (Arrived | undefined)[] {
  const free = new Set(arrived);
  const take = (found: Arrived | undefined): Arrived | undefined => {
    if (found !== undefined) free.delete(found);
    return found;
  };
  const byKey = new Map(arrived.map((one) => [one.record.partitionKey, one]));
  const bySequence = new Map(arrived.map((one) => [one.record.sequenceNumber, one]));
  const named = sent.map(({ answer }) => {
    const id = answer.headers["x-amz-apigw-id"];
    return take(byKey.get(String(id)) ?? bySequence.get(receipt(answer.body)));
  });
  return named.map((one, index) => one ?? take(first(free, sent[index]!)));
}

function first(free: ReadonlySet<Arrived>, { bytes, answer }: Sent): Arrived | undefined {
  const id = answer.headers["x-amzn-requestid"];
  for (const one of free) {
    const named = typeof id === "string" && Buffer.from(one.record.bytes).includes(`"${id}"`);
    if (named || samePayload(bytes, one.record.bytes)) return one;
  }
  return undefined;
}

function receipt(body: string): string {
  return /"sequenceNumber":\s*"(\d+)"/.exec(body)?.[1] ?? "";
}

/** p50, p90, p99 and the maximum of some milliseconds. */
export function percentiles(values: readonly number[]) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number): number | undefined => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: sorted.at(-1) };
}
