import type { Account } from "../account/account.ts";
import type { LogEvent } from "../account/log-sink.ts";
import { metricsOf } from "../account/metrics/metrics.ts";
import type { LogGroup } from "./group/log-group.ts";
import { insert } from "./group/log-stream.ts";
import type { LogStream } from "./group/log-stream.ts";
import { countEvent } from "./group/metric-filter.ts";
import { keepWithin } from "./store.ts";
import { forward } from "./subscriptions/subscription.ts";
import type { LogsStore } from "./store.ts";

/** Makes a group with nothing in it. */
export function newGroup(arn: string, name: string, now: number, more: Partial<LogGroup> = {}): LogGroup {
  return {
    name,
    arn,
    createdAt: now,
    logClass: "STANDARD",
    deletionProtection: false,
    tags: new Map(),
    streams: new Map(),
    metricFilters: new Map(),
    subscriptions: new Map(),
    ...more,
  };
}

/** Makes a stream in the group. */
export function newStream(group: LogGroup, name: string, now: number): LogStream {
  const arn = `${group.arn}:log-stream:${name}`;
  const stream: LogStream = { name, arn, createdAt: now, events: [], bytes: 0 };
  group.streams.set(name, stream);
  return stream;
}

/** Adds the events to the stream and runs the group's filters over them. */
export function writeEvents(
  account: Account,
  region: string,
  store: LogsStore,
  group: LogGroup,
  stream: LogStream,
  events: readonly LogEvent[],
): void {
  const ingestionTime = account.clock.now();
  const kept = events.map(({ timestamp, message }) => ({
    timestamp,
    message,
    ingestionTime,
    sequence: store.sequence++,
  }));
  for (const event of kept) store.bytes += insert(stream, event);
  if (group.metricFilters.size > 0) {
    const metrics = metricsOf(account, region);
    for (const filter of group.metricFilters.values())
      for (const { message, timestamp } of events) countEvent(filter, metrics, message, timestamp);
  }
  for (const subscription of group.subscriptions.values()) forward(subscription, stream, kept);
  keepWithin(store);
}
