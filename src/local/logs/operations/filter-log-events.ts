import { list } from "../../shape/collection.ts";
import { flag } from "../../shape/scalar.ts";
import { existing, groupNamed, operation } from "../call.ts";
import { invalid, invalidToken } from "../faults.ts";
import type { LogGroup } from "../group/log-group.ts";
import { compare, eventId, firstAfter, firstAt, placeOf, sizeOf } from "../group/log-stream.ts";
import type { KeptEvent, LogStream, Place } from "../group/log-stream.ts";
import { eventPage, filterPattern, groupIdentifier, groupName, nextToken, streamName, time } from "../members.ts";
import { readPattern } from "../pattern/pattern.ts";

const mostBytes = 1_048_576;
/** Events that one call looks at: a page may be empty although more events follow, as on AWS. */
const mostSearched = 10_000;

interface Candidate {
  readonly event: KeptEvent;
  readonly stream: LogStream;
}

/** FilterLogEvents: the events of a group's streams in order of time. */
export const filterLogEvents = operation(
  "FilterLogEvents",
  {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    logStreamNames: list(streamName, { min: 1, max: 100 }),
    logStreamNamePrefix: streamName,
    startTime: time,
    endTime: time,
    filterPattern,
    nextToken,
    limit: eventPage,
    interleaved: flag,
  },
  (call, input) => {
    const { filterPattern: text = "", limit = 10_000, startTime = 0, endTime = Infinity } = input;
    if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined)
      throw invalid("Cannot specify both logStreamNames and logStreamNamePrefix.");
    const group = existing(call, groupNamed(input));
    const pattern = readPattern(text, "filter pattern");
    const candidates = searched(streamsOf(group, input), startTime, endTime, readToken(input.nextToken));
    const found: Candidate[] = [];
    let [at, bytes] = [0, 0];
    for (; at < candidates.length && found.length < limit && at < mostSearched; at++) {
      const one = candidates[at] as Candidate;
      if (pattern.read(one.event.message) === undefined) continue;
      bytes += sizeOf(one.event.message);
      if (bytes > mostBytes && found.length > 0) break;
      found.push(one);
    }
    const last = candidates[at - 1];
    return {
      events: found.map(({ event, stream }) => ({
        logStreamName: stream.name,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingestionTime,
        eventId: eventId(event),
      })),
      searchedLogStreams: [],
      ...(at < candidates.length && last !== undefined ? { nextToken: tokenOf(last.event) } : {}),
    };
  },
);

function streamsOf(
  { streams }: LogGroup,
  {
    logStreamNames: names,
    logStreamNamePrefix: prefix = "",
  }: {
    readonly logStreamNames?: readonly string[];
    readonly logStreamNamePrefix?: string;
  },
): readonly LogStream[] {
  return [...streams.values()].filter(({ name }) => names?.includes(name) ?? name.startsWith(prefix));
}

/** The events after that place and in those times, in order; one more than a call looks at, where there are so many. */
function searched(
  streams: readonly LogStream[],
  startTime: number,
  endTime: number,
  after: Place | undefined,
): readonly Candidate[] {
  const all = streams.flatMap((stream) => {
    const { events } = stream;
    const start = Math.max(firstAt(events, startTime), after === undefined ? 0 : firstAfter(events, after));
    // An end is included here, though not by GetLogEvents.
    const end = Math.min(firstAt(events, endTime + 1), start + mostSearched + 1);
    return events.slice(start, end).map((event) => ({ event, stream }));
  });
  const sorted = streams.length > 1 ? all.toSorted((one, other) => compare(one.event, other.event)) : all;
  return sorted.slice(0, mostSearched + 1);
}

function tokenOf(place: Place): string {
  return Buffer.from(eventId(place)).toString("base64url");
}

function readToken(token: string | undefined): Place | undefined {
  if (token === undefined) return undefined;
  const place = placeOf(Buffer.from(token, "base64url").toString("latin1"));
  if (place === undefined) throw invalidToken();
  return place;
}
