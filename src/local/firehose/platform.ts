import type { Account } from "../account/account.ts";
import type { Caller, Scope } from "../account/scope.ts";

/** A record that a shard gives. */
export interface StreamRecord {
  readonly SequenceNumber: string;
  readonly ApproximateArrivalTimestamp: Date;
  readonly Data: Buffer;
}

/** A shard as ListShards shows it. */
export interface ListedShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
}

/** What the operations of Kinesis answer to a delivery stream. */
export interface StreamAnswers {
  readonly DescribeStream: { readonly StreamDescription: { readonly StreamStatus: string } };
  readonly ListShards: { readonly Shards: readonly ListedShard[]; readonly NextToken?: string };
  readonly GetShardIterator: { readonly ShardIterator: string };
  readonly GetRecords: {
    readonly Records: readonly StreamRecord[];
    readonly NextShardIterator?: string;
    readonly ChildShards?: readonly { readonly ShardId: string; readonly ParentShards: readonly string[] }[];
  };
}

/** An object for S3. */
export interface DeliveredObject {
  readonly bucket: string;
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly contentEncoding?: string;
}

/** What Firehose needs of the rest of this AWS. */
export interface FirehosePlatform {
  /** The role as Firehose assumes it; undefined when it may not. */
  assume(account: Account, roleArn: string): Caller | undefined;
  /** Calls Kinesis. Throws Fault. */
  stream<N extends keyof StreamAnswers>(scope: Scope, operation: N, input: object): StreamAnswers[N];
  /** Writes a line into a log that is there. */
  log(
    scope: Scope,
    group: string,
    stream: string,
    event: { readonly timestamp: number; readonly message: string },
  ): void;
  /** Puts an object into S3. Throws Fault. */
  put(scope: Scope, object: DeliveredObject): Promise<void>;
}
