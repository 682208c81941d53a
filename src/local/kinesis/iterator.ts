import { Fault } from "../fault.ts";
import { existing } from "./address.ts";
import type { Address } from "./address.ts";
import { invalid } from "./call.ts";
import type { Call } from "./call.ts";
import { seal, unseal } from "./sealed.ts";
import { shardId, shardIndex } from "./stream/shard.ts";
import type { Shard } from "./stream/shard.ts";
import type { Stream } from "./stream/stream.ts";

const LIFE_MS = 300_000;

/** What a shard iterator says. */
export interface Iterator {
  readonly streamName: string;
  readonly streamId: string;
  readonly shard: number;
  readonly position: number;
}

/** An iterator that reads from that position on; valid for five minutes. */
export function sealIterator({ store, now }: Call, stream: Stream, shard: Shard, position: number): string {
  return seal(store.secret, [now, stream.name, stream.id, shard.index, position]);
}

/** Throws InvalidArgumentException or ExpiredIteratorException. */
export function unsealIterator({ store, now }: Call, sealed: string): Iterator {
  const [made, streamName, streamId, shard, position] = unseal(store.secret, sealed) ?? [];
  if (streamName === undefined || streamId === undefined || position === undefined) {
    throw invalid("Invalid ShardIterator.");
  }
  if (now - Number(made) > LIFE_MS) {
    throw new Fault(
      "ExpiredIteratorException",
      `Iterator expired. The iterator was created at time ${javaDate(Number(made))} while right now it is ` +
        `${javaDate(now)} which is further in the future than the tolerated delay of ${LIFE_MS} milliseconds.`,
    );
  }
  return { streamName, streamId, shard: Number(shard), position: Number(position) };
}

/** The shard there, of a stream that is past CREATING. Throws ResourceNotFoundException. */
export function findShard(
  call: Call,
  address: Address,
  index: number,
): { readonly stream: Stream; readonly shard: Shard } {
  try {
    const stream = existing(call, address);
    const shard = call.now < stream.active ? undefined : stream.shards.find((each) => each.index === index);
    if (shard) return { stream, shard };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  throw new Fault(
    "ResourceNotFoundException",
    `Shard ${shardId(index)} in stream ${address.name} under account ${address.account} does not exist`,
  );
}

/** The number in the shard id. Throws ResourceNotFoundException when there is none. */
export function namedShard(id: string, address: Address): number {
  const index = shardIndex(id);
  if (index === undefined) throw noShard(id, address);
  return index;
}

/** No such shard in the stream. */
export function noShard(id: string, { name, account }: Address): Fault {
  return new Fault(
    "ResourceNotFoundException",
    `Could not find shard ${id} in stream ${name} under account ${account}.`,
  );
}

/** Such as `Thu Dec 10 01:59:39 UTC 2015`. */
function javaDate(time: number): string {
  const [day, date, month, year, clock] = new Date(time).toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${date} ${clock} UTC ${year}`;
}
