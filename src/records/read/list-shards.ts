import { ListShardsCommand, type KinesisClient, type Shard } from "@aws-sdk/client-kinesis";
import { isFault } from "../../aws/faults.ts";
import { CutAnswerError } from "../../aws/passing.ts";

/** A shard, as far as readers care. */
export interface StreamShard {
  readonly id: string;
  /** The shards it came from, one for a split and two for a merge; they may be gone from the list already. */
  readonly parents: readonly string[];
  /** Takes no more records: it was split or merged. Undefined when nobody has looked. */
  readonly closed: boolean | undefined;
}

/** All shards of a stream that still hold records or may get some, in AWS's order. */
export async function listShards(
  kinesis: KinesisClient,
  streamName: string,
  signal: AbortSignal,
): Promise<readonly StreamShard[]> {
  for (let lists = 1; ; lists += 1) {
    try {
      return await allPages(kinesis, streamName, signal);
    } catch (error) {
      // A token lives for five minutes: a machine that slept starts over.
      if (lists === 3 || !isFault(error, "ExpiredNextTokenException")) throw error;
    }
  }
}

async function allPages(kinesis: KinesisClient, streamName: string, signal: AbortSignal): Promise<StreamShard[]> {
  const shards: StreamShard[] = [];
  let token: string | undefined;
  do {
    // A token stands for the stream as well; AWS refuses both together.
    const input = token === undefined ? { StreamName: streamName } : { NextToken: token };
    const page = await kinesis.send(new ListShardsCommand(input), { abortSignal: signal });
    if (page.Shards === undefined) throw new CutAnswerError("ListShards");
    shards.push(...page.Shards.map(streamShard));
    token = page.NextToken;
  } while (token !== undefined);
  return shards;
}

function streamShard(shard: Shard): StreamShard {
  const parents = [shard.ParentShardId, shard.AdjacentParentShardId].filter((id) => id !== undefined);
  return { id: shard.ShardId ?? "", parents, closed: shard.SequenceNumberRange?.EndingSequenceNumber !== undefined };
}
