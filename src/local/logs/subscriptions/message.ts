import { gzipSync } from "node:zlib";
import { eventId } from "../group/log-stream.ts";
import type { KeptEvent } from "../group/log-stream.ts";

// Firehose takes 1,000 KiB a record, Kinesis 1 MiB with the partition key.
const mostBytes = 1_000_000;

/** What all events of a message share. */
export interface Origin {
  /** The account. */
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly subscriptionFilters: readonly string[];
}

/** The events of a log stream as CloudWatch Logs sends them: gzipped JSON, in as many records as their size asks for.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
export function dataMessages(origin: Origin, events: readonly KeptEvent[]): readonly Buffer[] {
  const logEvents = events.map((event) => ({
    id: eventId(event),
    timestamp: event.timestamp,
    message: event.message,
  }));
  const data = packed({ messageType: "DATA_MESSAGE", ...origin, logEvents });
  if (data.length <= mostBytes || events.length < 2) return [data];
  const half = Math.ceil(events.length / 2);
  return [...dataMessages(origin, events.slice(0, half)), ...dataMessages(origin, events.slice(half))];
}

/** The message by which CloudWatch Logs tries whether it may send; `what` is checked. */
export function controlMessage(what: "Kinesis stream" | "Firehose", now: number): Buffer {
  return packed({
    messageType: "CONTROL_MESSAGE",
    owner: "CloudwatchLogs",
    logGroup: "",
    logStream: "",
    subscriptionFilters: [],
    logEvents: [{ id: "", timestamp: now, message: `CWL CONTROL MESSAGE: Checking health of destination ${what}.` }],
  });
}

function packed(message: object): Buffer {
  return gzipSync(JSON.stringify(message));
}
