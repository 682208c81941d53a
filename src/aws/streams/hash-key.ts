import { createHash } from "node:crypto";
import type { HashKeyRange } from "@aws-sdk/client-kinesis";

/** Hash keys from `start` to `end`, both within. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** The number of hash keys there are. */
export const HASH_KEYS = 2n ** 128n;

/** Where Kinesis puts a partition key: its MD5, as a number of 128 bits. */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${createHash("md5").update(partitionKey, "utf8").digest("hex")}`);
}

/** The range as numbers; undefined where AWS did not say it. */
export function hashRange(said: Partial<HashKeyRange> | undefined): HashRange | undefined {
  const [start, end] = [said?.StartingHashKey, said?.EndingHashKey];
  return start === undefined || end === undefined ? undefined : { start: BigInt(start), end: BigInt(end) };
}

/** Can a record with this hash key be in a shard with this range? */
export function holds(range: HashRange | undefined, hashKey: bigint): boolean {
  return range === undefined || (range.start <= hashKey && hashKey <= range.end);
}
