import type { KeptEvent, LogStream } from "../group/log-stream.ts";
import { readPattern } from "../pattern/pattern.ts";
import type { Forwarding } from "./forwarding.ts";
import type { SubscriptionFilter } from "./subscription-filter.ts";

/** A subscription filter and its work. */
export interface Subscription {
  readonly filter: SubscriptionFilter;
  readonly forwarding: Forwarding;
}

/** Sends on those of the new events that match. */
export function forward({ filter, forwarding }: Subscription, stream: LogStream, events: readonly KeptEvent[]): void {
  const pattern = readPattern(filter.filterPattern, "filter pattern");
  const matching = events.filter(({ message }) => pattern.read(message) !== undefined);
  if (matching.length > 0) forwarding.send(stream.name, matching);
}
