import { tail } from "../../../records/read/tail.ts";
import type { Session } from "../../session.ts";
import type { Arrived } from "./match-records.ts";

/** What was found. `failure`: why reading ended; undefined when everything was found, or the time was up. */
export interface Search<T> {
  readonly found: readonly (T | undefined)[];
  readonly failure: unknown;
}

/** Reads records as they arrive from now on. */
export async function watchArrivals({ clients, config, clock, signal, report }: Session) {
  const stop = new AbortController();
  const arrived: Arrived[] = [];
  let onReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (onReady = resolve));
  const records = tail(clients.kinesis, {
    streamName: config.streamName,
    position: { type: "latest" },
    clock,
    signal: AbortSignal.any([signal, stop.signal]),
    report,
    pollInterval: 250,
    patience: 30_000,
    onReady,
  });
  const reading = (async () => {
    for await (const batch of records) for (const record of batch.records) arrived.push({ record, at: clock.now() });
  })();
  await Promise.race([ready, reading]);
  let failure: unknown;
  const over = reading.catch((error: unknown) => void (failure = error));
  return {
    /** Waits until everything is found, `patience` milliseconds are over, or reading fails. */
    async until<T>(
      patience: number,
      match: (arrived: readonly Arrived[]) => readonly (T | undefined)[],
    ): Promise<Search<T>> {
      const end = clock.now() + patience;
      for (;;) {
        const found = match(arrived);
        if (found.every((each) => each !== undefined)) return { found, failure: undefined };
        if (failure !== undefined || signal.aborted) return { found, failure: failure ?? signal.reason };
        if (clock.now() >= end) return { found, failure: undefined };
        await Promise.race([clock.sleep(50, signal).catch(() => undefined), over]);
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await over;
    },
  };
}
