import type { Account } from "../../account/account.ts";
import { findStream, storeOf } from "../../kinesis/store.ts";
import { hashKey, hashNumber, hashOf } from "../../kinesis/stream/hash-key.ts";
import { shardId } from "../../kinesis/stream/shard.ts";
import { shardFor } from "../../kinesis/stream/stream.ts";
import { membersOf } from "../../requests/stored.ts";
import type { PutPlace } from "../api/request-way.ts";
import { contentView } from "../body-view.ts";

const MOST = 500;

type Members = Readonly<Record<string, unknown>>;

/** Where the records of a PutRecord or PutRecords go, as the call was written; none of a call that is no such JSON. */
export function placesOf(
  account: Account,
  region: string,
  asked: Buffer,
  answer?: Buffer | string,
): readonly PutPlace[] {
  const call = membersOf(asked);
  const entries = Array.isArray(call["Records"]) ? call["Records"] : "PartitionKey" in call ? [call] : [];
  const said = answer === undefined ? {} : membersOf(answer);
  const answers = Array.isArray(said["Records"]) ? (said["Records"] as readonly unknown[]) : [said];
  return entries.slice(0, MOST).flatMap((entry: unknown, at) => {
    const place = isMembers(entry) ? placeOf(account, region, streamName(call), entry) : undefined;
    const told = answers[at];
    return place === undefined ? [] : [{ ...place, ...(isMembers(told) ? outcome(told) : {}) }];
  });
}

/** Where a partition key falls in a stream; the shard is "" where there is no such stream. */
export function keyPlace(account: Account, region: string, stream: string, partitionKey: string, explicit?: unknown) {
  const hash =
    (typeof explicit === "string" && /^\d{1,39}$/.test(explicit) && hashKey(BigInt(explicit))) || hashOf(partitionKey);
  const found = findStream(storeOf({ account, region }), stream, account.clock.now());
  const shard = found === undefined || found.open.length === 0 ? "" : shardId(shardFor(found, hash).index);
  return { partitionKey, hashKey: hashNumber(hash).toString(), at: placeInSpace(hash), shardId: shard };
}

/** The place of a hash key, 32 hexadecimal digits, from 0 to 1. */
export function placeInSpace(hash: string): number {
  return Number.parseInt(hash.slice(0, 13), 16) / 16 ** 13;
}

function placeOf(account: Account, region: string, stream: string, entry: Members): PutPlace {
  const { PartitionKey: key, Data: data, ExplicitHashKey: explicit } = entry;
  const bytes = Buffer.from(typeof data === "string" ? data : "", "base64");
  return { ...keyPlace(account, region, stream, String(key), explicit), data: contentView(bytes) };
}

function outcome(told: Members): Partial<PutPlace> {
  const { ShardId: shard, SequenceNumber: sequenceNumber, ErrorCode: code, ErrorMessage: message } = told;
  return {
    ...(typeof shard === "string" && { shardId: shard }),
    ...(typeof sequenceNumber === "string" && { sequenceNumber }),
    ...(typeof code === "string" && { error: `${code}: ${String(message)}` }),
  };
}

function streamName({ StreamName: name, StreamARN: arn }: Members): string {
  return typeof name === "string" ? name : (String(arn ?? "").split("/")[1] ?? "");
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}
