/** What decides how long to wait after a read of a shard. */
export interface Circumstances {
  /** The shard has records that were not read yet. */
  readonly behind: boolean;
  /** Kinesis has throttled a read of this stream within the last minute. */
  readonly throttledLately: boolean;
  /** How many shards are read at the moment. */
  readonly shards: number;
  /** Milliseconds that the user wants between two reads of a shard; undefined: as often as is polite. */
  readonly pollInterval: number | undefined;
  /** Bytes of the last reply. */
  readonly size: number;
  /** The endpoint is on this machine, and has no limits until it says so. */
  readonly local: boolean;
}

/** The least milliseconds between two reads. Kinesis allows five reads a second for all readers of a shard; one is left to others. */
export const LEAST_GAP = 250;

/** Milliseconds for which a throttled stream is read once a second only: its other readers cannot be seen. */
export const THROTTLED_FOR = 60_000;

const politely = { fastest: 334, slowest: 1_000 } as const;

/** Milliseconds that each shard adds, so that a hundred shards and more are read once a second. */
const perShard = 10;

/** Bytes a second that Kinesis sends per shard. After a large reply it refuses reads until the average is below that. */
const rate = 2 * 1024 * 1024;

/** Milliseconds from the start of one read of a shard to the start of the next. */
export function gapAfter({ behind, throttledLately, shards, pollInterval, size, local }: Circumstances): number {
  const caughtUp = Math.min(politely.slowest, Math.max(politely.fastest, shards * perShard));
  const wanted = pollInterval ?? (behind ? LEAST_GAP : caughtUp);
  const least = throttledLately ? politely.slowest : LEAST_GAP;
  const sent = local && !throttledLately ? 0 : (size / rate) * 1_000;
  return Math.max(wanted, least, sent);
}
