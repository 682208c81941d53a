/** A record as Kinesis stores it, before anything is unpacked. */
export interface StreamRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** Kinesis' approximate time of arrival. */
  readonly arrivedAt: Date;
  readonly bytes: Uint8Array;
}
