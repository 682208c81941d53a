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

/** A record, as far as its request is known by it. */
interface Arrived {
  readonly shardId: string | null;
  readonly sequenceNumber: string | null;
}

/** Tells each request, one whose record is about to come right before it. */
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
  const waiting = new Map<string, RequestEvent & { readonly since: number }>();
  const statuses = new Map<number, number>();
  let [requests, refused, records] = [0, 0, 0];
  let [waits, sweeping] = [!atOnce, false];
  const release = (id: string): void => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (found === undefined) return;
    const { since: _, ...event } = found;
    tell(event);
  };
  const sweep = async (): Promise<void> => {
    sweeping = true;
    while (waiting.size > 0) {
      await clock.sleep(PATIENCE / 4, signal);
      for (const [id, { since }] of waiting) if (clock.now() - since >= PATIENCE) release(id);
    }
    sweeping = false;
  };
  return {
    request(event) {
      requests += 1;
      if (event.refused !== undefined) refused += 1;
      statuses.set(event.status, (statuses.get(event.status) ?? 0) + 1);
      if (!waits || event.stored === undefined) return tell(event);
      waiting.set(idOf(event.stored), { ...event, since: clock.now() });
      if (!sweeping) sweep().catch(() => undefined);
    },
    record(record) {
      records += 1;
      release(idOf(record));
    },
    open() {
      waits = false;
      for (const id of waiting.keys()) release(id);
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
