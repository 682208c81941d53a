/** The most records in one reply. */
const most = 10_000;

/** Records that are asked for where their size is not known yet. */
const first = 1_000;

/** Bytes that a reply may have at least: four of them a second are what Kinesis sends per shard. */
const least = 512 * 1024;

/** How many records, and bytes of data. */
export interface Amount {
  readonly records: number;
  readonly size: number;
}

/** How many records to ask for, so that a reply has about `share` bytes; `last` is the last one that had records. Kinesis sends up to
 * 10 MB at once, and then refuses reads of the shard for five seconds: several smaller replies come as fast, and take less memory. */
export function recordLimit(last: Amount | undefined, share: number): number {
  if (last === undefined) return first;
  const average = Math.max(1, last.size / last.records);
  return Math.min(most, Math.ceil(Math.max(least, share) / average));
}
