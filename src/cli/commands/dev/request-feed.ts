import type { Clock } from "../../../engine/context.ts";
import type { RequestEvent } from "../../../engine/events.ts";

/** Milliseconds that a stored request waits for its record, so that both stand together. */
const PATIENCE = 1_000;

/** What the feed needs. */
export interface FeedOptions {
  readonly tell: (event: RequestEvent) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** No request waits for its record: it may not be shown. */
  readonly atOnce: boolean;
}

/** A request that is not told yet. */
interface Waiting {
  readonly event: RequestEvent;
  /** Of its record; undefined where it has none, and waits for those before it. */
  readonly id: string | undefined;
  readonly since: number;
}

/** A record, as far as its request is known by it. */
interface Arrived {
  readonly shardId: string | null;
  readonly sequenceNumber: string | null;
}

/** Tells each request, one whose record is about to come right before it, and a refused one after all that came before it. */
export interface RequestFeed {
  request(event: RequestEvent): void;
  /** A record is about to be shown. */
  record(record: Arrived): void;
  /** Tells those that wait; none waits from now on. */
  open(): void;
  /** What came, in a sentence. */
  summary(): string;
}

/** Counts and tells from now on. */
export function requestFeed({ tell, clock, signal, atOnce }: FeedOptions): RequestFeed {
  const waiting: Waiting[] = [];
  const statuses = new Map<number, number>();
  let [requests, refused, records] = [0, 0, 0];
  let [waits, sweeping] = [!atOnce, false];
  const tellAt = (at: number, count = 1): void => {
    for (const { event } of waiting.splice(at, count)) tell(event);
  };
  /** Tells the first ones, until one has still to wait for its record. */
  const settle = (): void => {
    const isOver = ({ id, since }: Waiting): boolean => id === undefined || clock.now() - since >= PATIENCE;
    while (waiting[0] !== undefined && isOver(waiting[0])) tellAt(0);
  };
  const sweep = async (): Promise<void> => {
    sweeping = true;
    while (waiting.length > 0) {
      await clock.sleep(PATIENCE / 4, signal);
      settle();
    }
    sweeping = false;
  };
  return {
    request(event) {
      settle();
      requests += 1;
      if (event.refused !== undefined) refused += 1;
      statuses.set(event.status, (statuses.get(event.status) ?? 0) + 1);
      const id = event.stored === undefined ? undefined : idOf(event.stored);
      if (!waits || (id === undefined && waiting.length === 0)) return tell(event);
      waiting.push({ event, id, since: clock.now() });
      if (!sweeping) sweep().catch(() => undefined);
    },
    record(record) {
      // The record before this one is shown by now, and so is what waited for it.
      settle();
      records += 1;
      const at = waiting.findIndex(({ id }) => id === idOf(record));
      if (at < 0) return;
      const early = waiting.findLastIndex(({ id }, index) => index < at && id === undefined) + 1;
      tellAt(0, early);
      tellAt(at - early);
    },
    open() {
      waits = false;
      tellAt(0, waiting.length);
    },
    summary() {
      if (requests === 0) return records === 0 ? "No request came." : `No request came; ${counted(records, "record")}.`;
      const each = [...statuses].sort(([one], [other]) => one - other);
      const list = each.map(([status, count]) => `${count} x ${status === 0 ? "cut" : status}`).join(", ");
      return `${counted(requests, "request")} (${list}), ${refused} refused; ${counted(records, "record")}.`;
    },
  };
}

function idOf({ shardId, sequenceNumber }: Arrived): string {
  return `${shardId}/${sequenceNumber}`;
}

function counted(count: number, word: string): string {
  return `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;
}
