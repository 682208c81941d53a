import { splitAggregate } from "../../../records/decode/split-aggregate.ts";

/** The records in a record of Kinesis: those that a producer library has packed into it, or itself. Firehose always unpacks them.
 * https://docs.aws.amazon.com/firehose/latest/dev/writing-with-kinesis-streams.html */
export function subRecords(data: Buffer): readonly Uint8Array[] {
  return splitAggregate(data)?.map(({ bytes }) => bytes) ?? [data];
}
