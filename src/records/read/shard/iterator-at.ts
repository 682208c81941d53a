import {
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
} from "@aws-sdk/client-kinesis";
import { CutAnswerError } from "../../../aws/passing.ts";
import { streamInput } from "../../../aws/streams/stream-input.ts";
import type { Start } from "../position.ts";

/** A new iterator, which is valid for five minutes. */
export async function iteratorAt(
  kinesis: KinesisClient,
  streamName: string,
  shardId: string,
  start: Start,
  signal: AbortSignal,
): Promise<string> {
  const { Type, SequenceNumber, Timestamp } = startingPosition(start);
  const command = new GetShardIteratorCommand({
    ...streamInput(streamName),
    ShardId: shardId,
    ShardIteratorType: Type,
    ...(SequenceNumber !== undefined && { StartingSequenceNumber: SequenceNumber }),
    ...(Timestamp !== undefined && { Timestamp }),
  });
  const { ShardIterator } = await kinesis.send(command, { abortSignal: signal });
  if (ShardIterator === undefined) throw new CutAnswerError("GetShardIterator");
  return ShardIterator;
}

/** A start in the words of SubscribeToShard, which are nearly those of GetShardIterator. */
export function startingPosition(start: Start): {
  readonly Type: NonNullable<GetShardIteratorCommandInput["ShardIteratorType"]>;
  readonly SequenceNumber?: string;
  readonly Timestamp?: Date;
} {
  switch (start.type) {
    case "trim-horizon":
      return { Type: "TRIM_HORIZON" };
    case "latest":
      return { Type: "LATEST" };
    case "time":
      return { Type: "AT_TIMESTAMP", Timestamp: start.at };
    case "at":
      return { Type: "AT_SEQUENCE_NUMBER", SequenceNumber: start.sequenceNumber };
    case "after":
      return { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: start.sequenceNumber };
  }
}
