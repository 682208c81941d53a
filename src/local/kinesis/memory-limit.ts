import type { Account, Corner } from "../account/account.ts";
import { news } from "../account/news.ts";
import type { RecordLog } from "./stream/record-log.ts";
import type { Stream } from "./stream/stream.ts";

/** The streams of a region. */
interface Streams {
  readonly streams: ReadonlyMap<string, Stream>;
}

// The count is done and records are given up in steps of this share of the limit.
const STEP = 1 / 16;
// Records of several shards are given up oldest first, in runs of so many: exactly one by one would take too long.
const RUN = 64;

/** How much memory the records of an account may take. Beyond it the oldest of all its streams are given up, as if they had left
 * the retention period. */
export class Memory {
  readonly stores = new Set<Streams>();
  /** Bytes. */
  limit = 512 * 1_048_576;
  #added = 0;
  #isTold = false;

  /** A record was added that takes that many bytes. */
  added(bytes: number, account: Account): void {
    this.#added += bytes;
    if (this.#added < this.limit * STEP) return;
    this.#added = 0;
    this.#giveUp(account);
  }

  #giveUp(account: Account): void {
    const streams = [...this.stores].flatMap((store) => [...store.streams.values()]);
    const logs = streams.flatMap(({ shards }) => shards.map(({ log }) => log));
    const used = logs.reduce((sum, { size }) => sum + size, 0);
    if (used <= this.limit * (1 - STEP)) return;
    for (const [log, count] of oldest(logs, used - this.limit * (1 - 2 * STEP))) log.drop(count);
    if (this.#isTold) return;
    this.#isTold = true;
    account
      .corner(news, "")
      .tell(
        `The records of the streams have reached ${Math.round(this.limit / 1_048_576)} MB: from now on the oldest are given up (--memory).`,
      );
  }
}

/** The memory of an account's streams, in region "". */
export const memoryCorner: Corner<Memory> = { name: "kinesis.memory", make: () => new Memory() };

/** How many records of each log are the oldest that take that many bytes together. */
function oldest(logs: readonly RecordLog[], bytes: number): ReadonlyMap<RecordLog, number> {
  const counts = new Map(logs.filter(({ length }) => length > 0).map((log) => [log, 0]));
  for (let freed = 0; freed < bytes;) {
    let [first, time] = [undefined as RecordLog | undefined, Infinity];
    for (const [log, count] of counts) {
      const arrived = log.arrivedAt(count);
      if (arrived < time) [first, time] = [log, arrived];
    }
    if (first === undefined) break;
    const from = counts.get(first)!;
    const end = Math.min(from + RUN, first.length);
    let to = from;
    while (to < end && freed < bytes) freed += first.sizeAt(to++);
    counts.set(first, to);
  }
  return counts;
}
