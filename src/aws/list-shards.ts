import { ListShardsCommand, type KinesisClient, type Shard } from "@aws-sdk/client-kinesis";
import { isFault } from "./faults.ts";
import { hashRange, type HashRange } from "./streams/hash-key.ts";
import { CutAnswerError } from "./passing.ts";
import { streamInput } from "./streams/stream-input.ts";

/** What readers need to know of a shard. */
export interface StreamShard {
  readonly id: string;
  /** The shards it came from: one after a split, two after a merge. They may no longer be in the list. */
  readonly parents: readonly string[];
  /** It was split or merged and takes no more records; undefined when that is not known. */
  readonly closed: boolean | undefined;
  /** The hash keys of its records; undefined when that is not known. */
  readonly range?: HashRange | undefined;
}

/** All shards of a stream, by its name or ARN, that hold records or may get some, in AWS's order. The SDK has no paginator for them. */
export async function listShards(
  kinesis: KinesisClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly StreamShard[]> {
  for (let lists = 1; ; lists += 1) {
    try {
      return await allPages(kinesis, stream, signal);
    } catch (error) {
      // A token expires after five minutes: after a sleep of the machine, the list starts over.
      if (lists === 3 || !isFault(error, "ExpiredNextTokenException")) throw error;
    }
  }
}

/** Asks for the first shards of a stream, which whoever lists them will ask for, too; a call that fails is made again by then. */
export function listAhead(kinesis: KinesisClient, stream: string): void {
  kinesis.send(firstPage(stream)).catch(() => undefined);
}

function firstPage(stream: string): ListShardsCommand {
  return new ListShardsCommand(streamInput(stream));
}

async function allPages(kinesis: KinesisClient, stream: string, signal: AbortSignal): Promise<StreamShard[]> {
  const shards: StreamShard[] = [];
  let token: string | undefined;
  do {
    // AWS refuses a token together with the stream's name.
    const command = token === undefined ? firstPage(stream) : new ListShardsCommand({ NextToken: token });
    const page = await kinesis.send(command, { abortSignal: signal });
    if (page.Shards === undefined) throw new CutAnswerError("ListShards");
    shards.push(...page.Shards.map(streamShard));
    token = page.NextToken;
  } while (token !== undefined);
  return shards;
}

function streamShard(shard: Shard): StreamShard {
  const parents = [shard.ParentShardId, shard.AdjacentParentShardId].filter((id) => id !== undefined);
  return {
    id: shard.ShardId ?? "",
    parents,
    closed: shard.SequenceNumberRange?.EndingSequenceNumber !== undefined,
    range: hashRange(shard.HashKeyRange),
  };
}
