import type { AnyRecord } from "../../../engine/decoded-record.ts";
import { isTerminal as isOutput } from "../../../report/io.ts";
import type { Local } from "../../../local/index.ts";
import { isTerminal } from "../../terminal/confirm.ts";
import { forwardRecords } from "../../records/forward/forward-records.ts";
import { showRecords } from "../../records/show-records.ts";
import { streamBatches } from "../../records/streams/stream-batches.ts";
import type { ReadSession, Session } from "../../session.ts";
import { interrupted } from "../local/serve-local.ts";
import { since, type DevOptions, type DevReading } from "./dev-options.ts";
import { hotKeys } from "./hot-keys.ts";
import { keyCommand, KEYS } from "./key-commands.ts";
import { reload, type MadeOf } from "./reload.ts";
import type { RequestFeed } from "./request-feed.ts";
import type { Sample } from "./sample.ts";
import { startLines } from "./start-lines.ts";

/** Characters of a record on a terminal: a body of 10 MB would take all else out of sight. The page has it whole. */
const MOST_SHOWN = 4_000;

/** What happens once the endpoint works. */
export interface Following {
  readonly session: Session;
  readonly server: Local;
  readonly feed: RequestFeed;
  readonly reading: DevReading;
  readonly options: DevOptions;
  readonly made: MadeOf;
  readonly reload: (work: (session: Session) => Promise<void>) => Promise<unknown>;
  readonly first: Sample;
}

/** Shows requests and records, answers keys and applies changed settings until q or Ctrl-C, or until the flags say that it is enough. */
export async function follow({
  session,
  server,
  feed,
  reading,
  options,
  made,
  reload: run,
  first,
}: Following): Promise<void> {
  const { report, signal, io } = session;
  const tell = (text: string): void => report.event({ type: "note", text });
  let sample = first;
  for (const text of startLines(server, session.config.region, made.files.keys())) tell(text);
  tell(isOutput(io.stderr) && keysIn(session) ? KEYS : "Requests and records appear below. Ctrl-C ends all of it.");
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const work = { session, server, sample: () => sample, quit: () => over.abort() };
  const keys = keysIn(session)
    ? hotKeys(io.keyboard!, {
        pressed: (key) =>
          void keyCommand(key, work).catch((error: unknown) => {
            if (!until.aborted) report.event({ type: "warning", text: (error as Error).message });
          }),
        stopping: () => report.close(),
      })
    : undefined;
  const reloading = reload({
    session: { ...session, signal: until },
    flags: options,
    made,
    probe: options.probe,
    run,
    sample: () => sample,
    renewed: (now) => void (sample = now),
  });
  try {
    await records({ ...session, signal: until }, feed, reading, () => {
      if (keys?.on() === true) report.event({ type: "progress", text: KEYS });
    });
  } catch (error) {
    feed.open();
    if (!until.aborted) {
      const text = `The records cannot be shown (${(error as Error).message}). The endpoint keeps serving.`;
      report.event({ type: "warning", text });
      await interrupted(until);
    }
    signal.throwIfAborted();
  } finally {
    keys?.end();
    over.abort();
    feed.open();
    await reloading.catch(() => undefined);
    tell(feed.summary());
    const kept = options.s3Dir === undefined ? "" : ` but the objects in ${options.s3Dir}`;
    tell(`The local AWS has ended, and all that was in it is gone${kept}.`);
  }
}

/** Is there a keyboard, and somebody who sees what keys do? */
function keysIn({ io, json }: Session): boolean {
  return io.keyboard !== undefined && !json && isTerminal(io) && isOutput(io.stdout);
}

/** Shows or hands on the records, each behind its request. */
async function records(
  session: Session,
  feed: RequestFeed,
  { own, forward }: DevReading,
  replied: () => void,
): Promise<void> {
  async function* batches(seen: ReadSession): AsyncGenerator<readonly AnyRecord[]> {
    const how = { endless: true, since, onReply: replied };
    for await (const batch of streamBatches(seen, own, how, { type: "proxy" }))
      for (const record of batch) {
        feed.record(record);
        yield [record];
      }
  }
  if (forward !== undefined)
    await forwardRecords(session, batches(session), { ...forward, keeps: own.checkpoint !== undefined });
  // The figures of a reading would move where the keys stand.
  else await showRecords({ ...session, quiet: true }, own, batches, MOST_SHOWN);
}
