import type { Account, Corner } from "../account/account.ts";
import type { LogGroup } from "./group/log-group.ts";
import { dropFirst, firstAt } from "./group/log-stream.ts";
import type { LogStream } from "./group/log-stream.ts";
import type { Destination } from "./subscriptions/destination.ts";

/** CloudWatch Logs in one region of an account. */
export interface LogsStore {
  /** By name. */
  readonly groups: Map<string, LogGroup>;
  /** By name. */
  readonly resourcePolicies: Map<string, ResourcePolicy>;
  /** By name. */
  readonly destinations: Map<string, Destination>;
  /** How many events were written so far. */
  sequence: number;
  /** Of all events, as AWS counts them. */
  bytes: number;
  /** Beyond that the oldest events go. AWS has no such limit, but all of this is in memory. */
  mostBytes: number;
}

/** A policy of the account for services that write logs. */
export interface ResourcePolicy {
  readonly name: string;
  readonly document: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

const corner: Corner<LogsStore> = {
  name: "logs",
  make: () => ({
    groups: new Map(),
    resourcePolicies: new Map(),
    destinations: new Map(),
    sequence: 0,
    bytes: 0,
    mostBytes: 64 * 1024 * 1024,
  }),
};

/** CloudWatch Logs in that region. */
export function logsStore(account: Account, region: string): LogsStore {
  return account.corner(corner, region);
}

/** The part of the limit that is given free at once, so that it is not done again for each event. */
const SHARE = 0.1;
const atOnce = 100;

/** Takes the oldest events away until the rest is well below the limit. */
export function keepWithin(store: LogsStore): void {
  if (store.bytes <= store.mostBytes) return;
  const goal = store.mostBytes * (1 - SHARE);
  while (store.bytes > goal) {
    let oldest: LogStream | undefined;
    for (const { streams } of store.groups.values())
      for (const stream of streams.values())
        if (firstTime(stream) < (oldest === undefined ? Infinity : firstTime(oldest))) oldest = stream;
    if (oldest === undefined) return;
    store.bytes -= dropFirst(oldest, atOnce);
  }
}

function firstTime({ events }: LogStream): number {
  return events[0]?.timestamp ?? Infinity;
}

const dayMs = 86_400_000;

/** Takes away what is older than the group's retention. AWS may take three days longer. */
export function expire(store: LogsStore, group: LogGroup, now: number): void {
  const { retentionInDays, streams } = group;
  if (retentionInDays === undefined) return;
  for (const stream of streams.values()) {
    const expired = firstAt(stream.events, now - retentionInDays * dayMs);
    if (expired > 0) store.bytes -= dropFirst(stream, expired);
  }
}

/** Takes a group's stream away with all its events. */
export function removeStream(store: LogsStore, group: LogGroup, stream: LogStream): void {
  group.streams.delete(stream.name);
  store.bytes -= stream.bytes;
}
