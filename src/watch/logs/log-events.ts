import { FilterLogEventsCommand, type CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { Clock } from "../../engine/clock.ts";
import type { LogEvent } from "./log-event.ts";

/** What to read of a log group. */
export interface LogRange {
  readonly group: string;
  /** Milliseconds since 1970; lines of `until` and later are left out. */
  readonly since: number;
  readonly until?: number | undefined;
  /** A filter pattern of CloudWatch Logs. */
  readonly pattern?: string | undefined;
}

interface Access {
  readonly logs: CloudWatchLogsClient;
  readonly signal: AbortSignal;
}

/** The lines of the range in the order of time, page by page. Throws where there is no such group. */
export async function* logEvents(
  { group, since, until, pattern }: LogRange,
  { logs, signal }: Access,
): AsyncGenerator<readonly LogEvent[]> {
  let nextToken: string | undefined;
  do {
    const command: FilterLogEventsCommand = new FilterLogEventsCommand({
      logGroupName: group,
      startTime: Math.max(0, Math.floor(since)),
      // Inclusive there.
      ...(until !== undefined && { endTime: Math.ceil(until) - 1 }),
      ...(pattern !== undefined && { filterPattern: pattern }),
      ...(nextToken !== undefined && { nextToken }),
    });
    const page = await logs.send(command, { abortSignal: signal });
    yield (page.events ?? []).map(({ eventId, timestamp = 0, message = "" }) => ({
      id: eventId ?? `${timestamp} ${message}`,
      at: timestamp,
      message,
    }));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

/** Milliseconds between two looks: an account has five a second, for all who read. */
const pause = 2_000;

/** Milliseconds that a line may come later than one with a later time: API Gateway writes into several log streams. */
const late = 60_000;

/** The same for ever: what is there, then what comes. Each line once. */
export async function* followLog(
  range: LogRange,
  access: Access & { readonly clock: Clock },
): AsyncGenerator<readonly LogEvent[]> {
  const seen = new Map<string, number>();
  let newest = range.since;
  for (;;) {
    const since = Math.max(range.since, newest - late);
    for (const [id, at] of seen) if (at < since) seen.delete(id);
    for await (const events of logEvents({ ...range, since }, access)) {
      const fresh = events.filter(({ id }) => !seen.has(id));
      for (const { id, at } of fresh) {
        seen.set(id, at);
        newest = Math.max(newest, at);
      }
      if (fresh.length > 0) yield fresh;
    }
    await access.clock.sleep(pause, access.signal);
  }
}
