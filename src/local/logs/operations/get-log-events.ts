import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { existing, groupNamed, operation } from "../call.ts";
import { invalidToken, noStream } from "../faults.ts";
import { eventId, firstAfter, firstAt, placeOf, sizeOf } from "../group/log-stream.ts";
import type { KeptEvent, Place } from "../group/log-stream.ts";
import { eventPage, groupIdentifier, groupName, nextToken, streamName, time } from "../members.ts";

const mostBytes = 1_048_576;

/** GetLogEvents: the newest events of a stream, or the oldest, and from there in either direction. At the end the same token comes
 * back. */
export const getLogEvents = operation(
  "GetLogEvents",
  {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    logStreamName: required(streamName),
    startTime: time,
    endTime: time,
    nextToken,
    limit: eventPage,
    startFromHead: flag,
  },
  (call, input) => {
    const { logStreamName, startTime = 0, endTime = Infinity, limit = 10_000, startFromHead = false } = input;
    const stream = existing(call, groupNamed(input), logStreamName).streams.get(logStreamName);
    if (stream === undefined) throw noStream();
    const within = stream.events.slice(firstAt(stream.events, startTime), firstAt(stream.events, endTime));
    const token = input.nextToken === undefined ? undefined : readToken(input.nextToken);
    const forward = token === undefined ? startFromHead : token.forward;
    const rest = token === undefined ? within : beyond(within, token.place, forward);
    const events = forward ? fitting(rest, limit) : fitting(rest.toReversed(), limit).toReversed();
    const [first, last] = [events[0] ?? token?.place, events.at(-1) ?? token?.place];
    const start: Place = { timestamp: 0, sequence: 0 };
    return {
      events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: `f/${eventId(last ?? start)}/s`,
      nextBackwardToken: `b/${eventId(first ?? start)}/s`,
    };
  },
);

function readToken(text: string): { readonly forward: boolean; readonly place: Place } {
  const [, direction, id = ""] = /^([fb])\/(\d+)\/s$/.exec(text) ?? [];
  const place = placeOf(id);
  if (place === undefined) throw invalidToken();
  return { forward: direction === "f", place };
}

function beyond(events: readonly KeptEvent[], place: Place, forward: boolean): readonly KeptEvent[] {
  if (forward) return events.slice(firstAfter(events, place));
  return events.slice(0, firstAfter(events, { ...place, sequence: place.sequence - 1 }));
}

/** As many as a page holds: a megabyte, or `limit`. */
function fitting(events: readonly KeptEvent[], limit: number): readonly KeptEvent[] {
  let bytes = 0;
  const end = events.findIndex(({ message }, at) => at >= limit || (at > 0 && (bytes += sizeOf(message)) > mostBytes));
  return end < 0 ? events : events.slice(0, end);
}
