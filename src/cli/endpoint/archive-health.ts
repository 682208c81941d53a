import { errorLogGroup } from "../../steps/archive/layout/error-log.ts";
import { archive } from "../../steps/index.ts";
import type { Points } from "../../watch/metrics/read-metrics.ts";
import type { Session } from "../session.ts";
import { publishersOf } from "./health.ts";

/** How Firehose's deliveries go, by those of the last hour. */
export interface ArchiveHealth {
  /** Did the newest attempt fail, as far as can be seen? */
  readonly failing: boolean;
  /** The newest line of the error log. */
  readonly error?: DeliveryError;
}

/** A line of Firehose's error log. */
export interface DeliveryError {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Such as S3.AccessDenied; "" where the line is another one. */
  readonly code: string;
  readonly message: string;
}

const HOUR = 3_600_000;

/** Reads it; undefined without an archive. What the caller may not read, or an emulator does not have, counts as nothing. */
export async function archiveHealthOf(session: Session): Promise<ArchiveHealth | undefined> {
  if (session.known.get(archive) === undefined) return undefined;
  const { timeSlots } = await import("../../watch/metrics/time-slots.ts");
  const now = session.clock.now();
  const slots = timeSlots(now - HOUR, now, 60);
  const readAttempts = async () => {
    const { readMetrics } = await import("../../watch/metrics/read-metrics.ts");
    const access = { cloudwatch: await session.clients.lazily.cloudwatch(), signal: session.signal };
    const names = ["deliveries", "deliveriesDone"] as const;
    return readMetrics(access, { publishers: publishersOf(session), slots, names });
  };
  const [attempts, error] = await Promise.all([
    readable(session, readAttempts),
    readable(session, () => newestError(session, now - HOUR)),
  ]);
  return judged(slots, attempts, error);
}

/** What the points of the delivery metrics and the newest error say together. A slot in which one delivery failed and another did not
 * says nothing of which was the later one. */
export function judged(
  { since, period }: { readonly since: number; readonly period: number },
  { deliveries = [], deliveriesDone = [] }: { readonly deliveries?: Points; readonly deliveriesDone?: Points } = {},
  error?: DeliveryError,
): ArchiveHealth {
  const last = deliveries.findLastIndex((count = 0) => count > 0);
  const lastDone = deliveriesDone.findLastIndex((count = 0) => count > 0);
  const doneUntil = lastDone === -1 ? -Infinity : since + (lastDone + 1) * period * 1_000;
  const failing = last > lastDone || (error !== undefined && error.at >= doneUntil);
  return { failing, ...(error !== undefined && { error }) };
}

/** Says it in a line; undefined where nothing failed of late. */
export function archiveHealthLine({ failing, error }: ArchiveHealth): string | undefined {
  if (!failing && error === undefined) return undefined;
  const what = failing
    ? "The archive's newest delivery failed: what is not in S3 waits in the stream, as long as that keeps it."
    : "A delivery of the archive failed, and a later one did not.";
  if (error === undefined) return what;
  return `${what} Firehose's error log, ${new Date(error.at).toISOString()}: ${error.code} ${error.message}`;
}

/** The same as JSON. */
export function archiveHealthJson({ failing, error }: ArchiveHealth) {
  return { failing, ...(error !== undefined && { error: { ...error, at: new Date(error.at).toISOString() } }) };
}

async function newestError({ clients, config, signal }: Session, since: number): Promise<DeliveryError | undefined> {
  const { logEvents } = await import("../../watch/logs/log-events.ts");
  const access = { logs: await clients.lazily.logs(), signal };
  let newest: DeliveryError | undefined;
  for await (const page of logEvents({ group: errorLogGroup(config), since }, access))
    for (const { at, message } of page)
      if (newest === undefined || at >= newest.at) newest = { at, ...deliveryError(message) };
  return newest;
}

/** What a line of the error log says. https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html */
export function deliveryError(line: string): Pick<DeliveryError, "code" | "message"> {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === "object" && entry !== null && "errorCode" in entry && "message" in entry)
      return { code: String(entry.errorCode), message: String(entry.message) };
  } catch {
    // Not one of its entries.
  }
  return { code: "", message: line };
}

async function readable<T>({ signal }: Session, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
