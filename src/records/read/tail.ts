import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { follow, type FollowOptions, type ReadOptions } from "./follow.ts";
import type { StreamRecord } from "./stream-record.ts";

export type TailOptions = ReadOptions &
  Pick<FollowOptions, "idleTimeout" | "onReady" | "eager"> &
  Partial<Pick<FollowOptions, "patience">>;

/** The records of a stream as they come, across splits and merges, until `signal` is aborted, `until` is reached or no record came
 * for `idleTimeout` milliseconds. With an idle timeout, a broken connection is retried for only that long, too. */
export function tail(kinesis: KinesisClient, options: TailOptions): AsyncGenerator<StreamRecord, void> {
  return follow(kinesis, { ...options, endless: true, patience: options.patience ?? options.idleTimeout ?? Infinity });
}
