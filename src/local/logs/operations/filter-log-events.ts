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
/** What one call looks at: a page may be empty although more events follow, as on AWS. */
const mostSearched = 10_000;
const mostSearchedBytes = 8 * 1024 * 1024;

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
    const found: Candidate[] = [];
    let [searched, searchedBytes, bytes] = [0, 0, 0];
    let [last, more]: [Place | undefined, boolean] = [undefined, false];
    for (const one of inOrder(streamsOf(group, input), startTime, endTime, readToken(input.nextToken))) {
      const { message } = one.event;
      const matches = pattern.read(message) !== undefined;
      const full = matches && (found.length === limit || (found.length > 0 && bytes + sizeOf(message) > mostBytes));
      if (full || searched === mostSearched || searchedBytes > mostSearchedBytes) {
        more = true;
        break;
      }
      if (matches) {
        found.push(one);
        bytes += sizeOf(message);
      }
      searched++;
      searchedBytes += message.length;
      last = one.event;
    }
    return {
      events: found.map(({ event, stream }) => ({
        logStreamName: stream.name,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingestionTime,
        eventId: eventId(event),
      })),
      searchedLogStreams: [],
      ...(more && last !== undefined ? { nextToken: tokenOf(last) } : {}),
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

/** The events after that place and in those times, in the order of all streams. */
function* inOrder(
  streams: readonly LogStream[],
  startTime: number,
  endTime: number,
  after: Place | undefined,
): Generator<Candidate> {
  const heads = streams.map((stream) => {
    const { events } = stream;
    const at = Math.max(firstAt(events, startTime), after === undefined ? 0 : firstAfter(events, after));
    // An end is included here, though not by GetLogEvents.
    return { stream, at, end: firstAt(events, endTime + 1) };
  });
  for (;;) {
    let next: (typeof heads)[number] | undefined;
    let event: KeptEvent | undefined;
    for (const head of heads) {
      const first = head.at < head.end ? head.stream.events[head.at] : undefined;
      if (first === undefined || (event !== undefined && compare(first, event) > 0)) continue;
      [next, event] = [head, first];
    }
    if (next === undefined || event === undefined) return;
    yield { event, stream: next.stream };
    next.at++;
  }
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
