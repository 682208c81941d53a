import { Fault } from "../../fault.ts";
import { addressOf, addressed, existing, inUse, streamUnder } from "../address.ts";
import type { Address, WhichStream } from "../address.ts";
import { admit, invalid, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { seal, unseal } from "../sealed.ts";
import { nextToken, page, shardId, whichStream } from "../members.ts";
import { timestamp } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { required, structure } from "../../shape/structure.ts";
import { describeShard, shardId as idOf, shardIndex } from "../stream/shard.ts";
import type { Shard } from "../stream/shard.ts";
import { statusOf, trimHorizon } from "../stream/stream.ts";
import type { Stream } from "../stream/stream.ts";

const FILTERS = [
  "AFTER_SHARD_ID",
  "AT_TRIM_HORIZON",
  "FROM_TRIM_HORIZON",
  "AT_LATEST",
  "AT_TIMESTAMP",
  "FROM_TIMESTAMP",
] as const;

interface Filter {
  readonly Type: (typeof FILTERS)[number];
  readonly ShardId?: string;
  /** Milliseconds since 1970. */
  readonly Timestamp?: number;
}

/** Where a listing goes on: the stream, the last shard given, and the filter it began with. */
interface Listing {
  readonly address: Address;
  readonly after: string;
  readonly filter: Filter | undefined;
}

const DEFAULT_PAGE = 1000;
const TOKEN_LIFE_MS = 300_000;

/** ListShards, with all filters. A token carries the stream and the filter, and lives five minutes. */
export const listShards = operation(
  "ListShards",
  {
    NextToken: nextToken,
    ExclusiveStartShardId: shardId,
    MaxResults: page,
    StreamCreationTimestamp: timestamp,
    ShardFilter: structure({ Type: required(text({ values: FILTERS })), ShardId: shardId, Timestamp: timestamp }),
    ...whichStream,
  },
  (call, input) => {
    const { NextToken, MaxResults = DEFAULT_PAGE, ExclusiveStartShardId: after = "", ShardFilter: filter } = input;
    const { StreamName, StreamARN, StreamId } = input;
    if (NextToken === undefined && StreamName === undefined && StreamARN === undefined && StreamId === undefined) {
      throw invalid("Either NextToken or StreamName should be provided.");
    }
    const listing =
      NextToken === undefined ? { address: addressed(call, input), after, filter } : resume(call, NextToken, input);
    admit(call, listing.address.arn, listing.address.name);
    const stream = existing(call, listing.address);
    if (statusOf(stream, call.now) === "CREATING") {
      throw inUse(`${streamUnder(listing.address)} not ACTIVE, instead in state CREATING`);
    }
    const shards = filtered(stream, listing.filter, call.now).filter(({ index }) => idOf(index) > listing.after);
    const found = shards.slice(0, MaxResults);
    const last = found.at(-1);
    return {
      Shards: found.map(describeShard),
      ...(last && found.length < shards.length && { NextToken: token(call, listing, idOf(last.index)) }),
    };
  },
);

function resume(call: Call, sealed: string, given: WhichStream & { readonly ExclusiveStartShardId?: string }): Listing {
  for (const member of ["StreamName", "StreamARN", "ExclusiveStartShardId"] as const) {
    if (given[member] !== undefined) throw invalid(`NextToken and ${member} cannot be provided together.`);
  }
  const [made, name, after, type, filterShard, timestampText] = unseal(call.store.secret, sealed) ?? [];
  if (timestampText === undefined) throw invalid("Invalid NextToken.");
  if (call.now - Number(made) > TOKEN_LIFE_MS) {
    throw new Fault("ExpiredNextTokenException", "The pagination token passed to the operation is expired.");
  }
  const filter = type && {
    Type: type as Filter["Type"],
    ...(filterShard && { ShardId: filterShard }),
    ...(timestampText && { Timestamp: Number(timestampText) }),
  };
  return { address: addressOf(call.scope, name!), after: after!, filter: filter || undefined };
}

function token({ store, now }: Call, { address, filter }: Listing, after: string): string {
  const { Type = "", ShardId = "", Timestamp = "" } = filter ?? {};
  return seal(store.secret, [now, address.name, after, Type, ShardId, Timestamp]);
}

function filtered(stream: Stream, filter: Filter | undefined, now: number): readonly Shard[] {
  const horizon = Math.max(trimHorizon(stream, now), stream.created);
  switch (filter?.Type) {
    case undefined:
    case "FROM_TRIM_HORIZON":
      return stream.shards;
    case "AT_TRIM_HORIZON":
      return stream.shards.filter(openAt(horizon));
    case "AT_LATEST":
      return stream.shards.filter(({ closed }) => closed === undefined);
    case "AFTER_SHARD_ID": {
      const after = shardIndex(needed(filter, "ShardId"));
      if (after === undefined) throw invalid(`The ShardId ${filter.ShardId} of the ShardFilter is not valid.`);
      return stream.shards.filter(({ index }) => index > after);
    }
    case "AT_TIMESTAMP": {
      const at = Math.max(needed(filter, "Timestamp"), horizon);
      return stream.shards.filter(openAt(at));
    }
    case "FROM_TIMESTAMP": {
      const from = needed(filter, "Timestamp");
      return stream.shards.filter(({ closed }) => closed === undefined || closed >= from);
    }
  }
}

function openAt(time: number): (shard: Shard) => boolean {
  return ({ opened, closed }) => opened <= time && (closed === undefined || closed > time);
}

function needed<K extends "ShardId" | "Timestamp">(filter: Filter, member: K): NonNullable<Filter[K]> {
  const value = filter[member];
  if (value === undefined) throw invalid(`${member} must be provided for the ShardFilter type ${filter.Type}.`);
  return value;
}
