import type { Watcher } from "../requests/recorder.ts";
import type { LiveEvent } from "./api/live-event.ts";
import type { Desk } from "./desk.ts";

/** Requests of so many milliseconds are told together. */
const TOGETHER = 100;
/** Rows in one event. */
const MOST_ROWS = 200;
/** A line comes this often, in milliseconds, so that a client that is gone is noticed. */
const STILL_HERE = 15_000;

/** What happens from now on, as server-sent events; `after` is the last request that the client knows. What a slow client does not
 * read is not kept for it: events are made when they are asked for. */
export async function* liveEvents(
  { account, recorder, streams, version, options }: Desk,
  url: string,
  after: number,
): AsyncGenerator<Buffer> {
  const { clock } = account;
  let last = Math.min(after, recorder.last);
  let [ended, cleared, apis] = [false, false, false];
  let wake = (): void => undefined;
  const watcher: Watcher = {
    request: () => wake(),
    cleared: () => ((cleared = true), wake()),
    apis: () => ((apis = true), wake()),
  };
  const release = streams.opened(() => ((ended = true), wake()));
  recorder.watchers.add(watcher);
  try {
    const up = options.command?.("up");
    const hello = { version, url, accountId: account.id, kept: recorder.kept, ...(up !== undefined && { up }) };
    yield written({ type: "hello", ...hello }, last);
    while (!ended) {
      if (recorder.last <= last && !cleared && !apis) {
        const woken = new Promise<"told">((resolve) => (wake = () => resolve("told")));
        const late = new Promise<"late">((resolve) => clock.after(STILL_HERE, () => resolve("late")));
        if ((await Promise.race([woken, late])) === "late") {
          yield Buffer.from(": .\n\n");
          continue;
        }
        if (!ended)
          await new Promise<void>((resolve) => ((wake = () => ended && resolve()), clock.after(TOGETHER, resolve)));
        if (ended) return;
      }
      if (cleared) {
        cleared = false;
        yield written({ type: "cleared", kept: recorder.kept }, last);
      }
      if (apis) {
        apis = false;
        yield written({ type: "apis" }, last);
      }
      const rows = recorder.after(last, MOST_ROWS).map((one) => recorder.row(one));
      const since = Math.max(last, recorder.kept.from - 1);
      const newest = recorder.last;
      if (rows.length > 0) {
        const skipped = Math.max(0, newest - since - rows.length);
        yield written({ type: "requests", rows, skipped, kept: recorder.kept }, newest);
      }
      last = newest;
    }
  } finally {
    recorder.watchers.delete(watcher);
    release();
  }
}

function written({ type, ...data }: LiveEvent, id: number): Buffer {
  return Buffer.from(`event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}
