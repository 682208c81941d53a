import { hash } from "node:crypto";

/** A hash key as 32 hexadecimal digits, so that keys compare as strings. */
export type HashKey = string;

/** The largest hash key, 2^128 - 1. */
export const LAST_HASH_KEY: HashKey = "f".repeat(32);

const COUNT = 2n ** 128n;

/** Where Kinesis puts a partition key: the MD5 of its UTF-8. */
export function hashOf(partitionKey: string): HashKey {
  return hash("md5", partitionKey, "hex");
}

/** The hash key with that number; undefined when it is 2^128 or more. */
export function hashKey(value: bigint): HashKey | undefined {
  return value < COUNT ? value.toString(16).padStart(32, "0") : undefined;
}

/** The number of a hash key. */
export function hashNumber(key: HashKey): bigint {
  return BigInt(`0x${key}`);
}

/** The first hash key of each of `shards` equal ranges, as AWS divides them: the last range takes the remainder. */
export function evenStarts(shards: number): readonly bigint[] {
  const width = COUNT / BigInt(shards);
  return Array.from({ length: shards }, (_, i) => width * BigInt(i));
}
