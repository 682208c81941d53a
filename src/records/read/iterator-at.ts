import {
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
} from "@aws-sdk/client-kinesis";
import { CutAnswerError } from "../../aws/passing.ts";
import type { Position } from "./position.ts";

/** Where an iterator points: where reading starts, or after a record that was read. */
export type Start = Position | { readonly type: "after"; readonly sequenceNumber: string };

/** A new iterator, which is valid for five minutes. */
export async function iteratorAt(
  kinesis: KinesisClient,
  streamName: string,
  shardId: string,
  start: Start,
  signal: AbortSignal,
): Promise<string> {
  const command = new GetShardIteratorCommand({ StreamName: streamName, ShardId: shardId, ...typeOf(start) });
  const { ShardIterator } = await kinesis.send(command, { abortSignal: signal });
  if (ShardIterator === undefined) throw new CutAnswerError("GetShardIterator");
  return ShardIterator;
}

function typeOf(start: Start): Pick<GetShardIteratorCommandInput, "Timestamp" | "StartingSequenceNumber"> & {
  readonly ShardIteratorType: NonNullable<GetShardIteratorCommandInput["ShardIteratorType"]>;
} {
  switch (start.type) {
    case "trim-horizon":
      return { ShardIteratorType: "TRIM_HORIZON" };
    case "latest":
      return { ShardIteratorType: "LATEST" };
    case "time":
      return { ShardIteratorType: "AT_TIMESTAMP", Timestamp: start.at };
    case "after":
      return { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: start.sequenceNumber };
  }
}
