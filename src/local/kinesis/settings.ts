import type { Corner } from "../account/account.ts";
import type { Fault } from "../fault.ts";

/** How this Kinesis behaves, for an account in all its regions. Change it at any time. */
export interface KinesisSettings {
  /** Milliseconds that a stream (or consumer) is CREATING, DELETING or UPDATING. */
  createMs: number;
  deleteMs: number;
  updateMs: number;
  /** Refuse what goes beyond AWS's rates: per shard 1 MiB and 1000 records in, 2 MiB and 5 reads out a second; 10 UpdateShardCount a day. */
  enforceRates: boolean;
  /** Open shards in a region. */
  shardLimit: number;
  /** Asked before each operation, such as `PutRecord`; a fault that it returns is thrown. The name is "" where no stream is
   * named. */
  refusal?: ((operation: string, streamName: string) => Fault | undefined) | undefined;
  /** Asked for each record of a PutRecords; a fault that it returns fails that record only. */
  entryRefusal?: ((streamName: string, index: number) => Fault | undefined) | undefined;
}

/** The settings' place in an account, in region "". */
export const kinesisSettings: Corner<KinesisSettings> = {
  name: "kinesis.settings",
  make: () => ({ createMs: 0, deleteMs: 0, updateMs: 0, enforceRates: false, shardLimit: 20_000 }),
};
