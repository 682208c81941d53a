import { Fault } from "../fault.ts";
import { active, streamUnder } from "./address.ts";
import type { Address } from "./address.ts";
import { invalid } from "./call.ts";
import type { Call } from "./call.ts";
import { namedShard, noShard } from "./iterator.ts";
import { shardId } from "./stream/shard.ts";
import type { Shard } from "./stream/shard.ts";
import type { Stream } from "./stream/stream.ts";

/** The stream there, ready to be changed. AWS refuses what is no shard id before it looks for the stream. */
export function reshardable(call: Call, address: Address, ids: readonly string[]): Stream {
  for (const id of ids) namedShard(id, address);
  return active(call, address);
}

/** Throws ValidationException for an on-demand stream, whose shards AWS manages. */
export function provisioned(stream: Stream, address: Address): void {
  if (stream.mode === "PROVISIONED") return;
  throw new Fault("ValidationException", `Request is invalid. ${streamUnder(address)} is in On-Demand mode.`);
}

/** The open shard of that id. Throws ResourceNotFoundException, or InvalidArgumentException when it is closed. */
export function openNamed(stream: Stream, id: string, address: Address): Shard {
  const index = namedShard(id, address);
  const shard = stream.shards.find((each) => each.index === index);
  if (!shard) throw noShard(shardId(index), address);
  if (shard.closed === undefined) return shard;
  throw invalid(
    `Shard ${shardId(index)} in stream ${address.name} under account ${address.account} has already been merged or split, ` +
      "and thus is not eligible for merging or splitting.",
  );
}
