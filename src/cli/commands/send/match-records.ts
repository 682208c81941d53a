import type { Answer } from "../../../aws/post.ts";
import type { StreamRecord } from "../../../records/read/stream-record.ts";
import { samePayload } from "./same-payload.ts";

/** One event on its way. */
export interface Sent {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly answer: Answer;
  /** Milliseconds until the answer came. */
  readonly answeredMs: number;
}

/** A record that was read, and when. */
export interface Arrived {
  readonly record: StreamRecord;
  readonly at: number;
}

/** Which record is which event's; an event without one is undefined. Each record is one event's only. API Gateway names the
 * request in its answer, and that name is the partition key, or in the envelope; Kinesis' receipt says the sequence number;
 * where none of it is there, the bytes tell. */
export function matched(sent: readonly Sent[], arrived: readonly Arrived[]): readonly (Arrived | undefined)[] {
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

/** p50, p90, p99 and the greatest of some milliseconds. */
export function percentiles(values: readonly number[]) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number): number | undefined => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: sorted.at(-1) };
}
