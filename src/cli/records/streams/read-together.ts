import { isFault } from "../../../aws/faults.ts";
import type { Clock } from "../../../engine/context.ts";
import type { Reporter } from "../../../engine/events.ts";
import { DeletedStreamError, MissingStreamError } from "../../../records/read/require-stream.ts";

/** How streams are read side by side. */
export interface Together {
  readonly streams: readonly string[];
  /** Reads one of them to its end; a `fresh` one was made after the others, and is read whole. */
  readonly read: (streamName: string, fresh: boolean) => Promise<void>;
  /** Of which streams the end is a failure. */
  readonly needs: (streamName: string) => boolean;
  /** Says in words why a stream cannot be read. */
  readonly explain: (error: unknown) => string;
  /** Looks for streams that are to be read, too; undefined: none is. */
  readonly look?: (() => Promise<readonly string[]>) | undefined;
  /** Is the run over, while no stream is read? */
  readonly over: () => boolean;
  readonly clock: Clock;
  /** Milliseconds between two looks. */
  readonly pause: number;
  readonly signal: AbortSignal;
  readonly report: Pick<Reporter, "event">;
}

/** Reads streams side by side, and those that appear. One that is deleted is told and left, and the others go on. Ends when all have
 * come to their end; throws then if one was deleted that is needed. */
export async function readTogether(how: Together): Promise<void> {
  const { clock, look, signal, report } = how;
  const reading = new Set<string>();
  const left = new Set<string>();
  const deleted: string[] = [];
  /** The newest ones fail later than their call: their errors end the waiting. */
  const waiting = new AbortController();
  let ended = false;

  const leave = (name: string, { message }: DeletedStreamError): void => {
    if (how.needs(name)) deleted.push(name);
    const last = reading.size === 0;
    if (last && look === undefined && deleted.length > 0) return;
    report.event({
      type: "warning",
      text: `${message} ${last ? "No other one is left." : "The others are read on."}`,
    });
  };
  const one = async (name: string, fresh: boolean): Promise<void> => {
    reading.add(name);
    try {
      await how.read(name, fresh);
      ended = true;
    } catch (error) {
      signal.throwIfAborted();
      reading.delete(name);
      if (error instanceof DeletedStreamError) return leave(name, error);
      if (!fresh) throw error;
      // A list may show a stream that cannot be read yet: the next one is in time.
      if (error instanceof MissingStreamError || isFault(error, "ResourceInUseException")) return;
      left.add(name);
      report.event({ type: "warning", text: `${how.explain(error)} ${name} is left out.` });
    } finally {
      reading.delete(name);
      if (ended && reading.size === 0) waiting.abort();
    }
  };
  const watch = async (): Promise<void> => {
    if (look === undefined) return;
    const either = AbortSignal.any([signal, waiting.signal]);
    while (!waiting.signal.aborted && !(reading.size === 0 && how.over())) {
      await clock.sleep(how.pause, either).catch(() => signal.throwIfAborted());
      if (waiting.signal.aborted) return;
      // What keeps AWS from answering, the readings tell.
      for (const name of await look().catch(() => []))
        if (!reading.has(name) && !left.has(name)) void one(name, true).catch(() => waiting.abort());
    }
  };
  await Promise.all([...how.streams.map((name) => one(name, false)), watch()]);
  if (deleted.length > 0) throw new DeletedStreamError(deleted);
}
