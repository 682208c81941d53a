import { Fault } from "../../fault.ts";
import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { oneOf } from "../../shape/text.ts";
import { existing, groupNamed, operation } from "../call.ts";
import { invalid, noStream } from "../faults.ts";
import type { LogStream } from "../group/log-stream.ts";
import { groupIdentifier, groupName, nextToken, page, streamName } from "../members.ts";
import { byName, paged } from "../paging.ts";
import { removeStream } from "../store.ts";
import { newStream } from "../write-events.ts";

const which = { logGroupName: required(groupName), logStreamName: required(streamName) };

/** CreateLogStream. */
export const createLogStream = operation("CreateLogStream", which, (call, { logGroupName, logStreamName }) => {
  const group = existing(call, logGroupName, logStreamName);
  if (group.streams.has(logStreamName)) {
    throw new Fault("ResourceAlreadyExistsException", "The specified log stream already exists");
  }
  newStream(group, logStreamName, call.now);
});

/** DeleteLogStream, with all its events. */
export const deleteLogStream = operation("DeleteLogStream", which, (call, { logGroupName, logStreamName }) => {
  const group = existing(call, logGroupName, logStreamName);
  const stream = group.streams.get(logStreamName);
  if (stream === undefined) throw noStream();
  removeStream(call.store, group, stream);
});

/** DescribeLogStreams, by name or by the time of the last event. */
export const describeLogStreams = operation(
  "DescribeLogStreams",
  {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    logStreamNamePrefix: streamName,
    orderBy: oneOf("LogStreamName", "LastEventTime"),
    descending: flag,
    nextToken,
    limit: page,
  },
  (call, input) => {
    const { logStreamNamePrefix: prefix, orderBy = "LogStreamName", descending = false } = input;
    if (prefix !== undefined && orderBy === "LastEventTime") {
      throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    const group = existing(call, groupNamed(input));
    const streams = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ""));
    const order = orderBy === "LogStreamName" ? byName : byLastEvent;
    const sorted = streams.toSorted((one, other) => (descending ? order(other, one) : order(one, other)));
    const { items, more } = paged(sorted, input, ({ name }) => name);
    return { logStreams: items.map(shown), ...more };
  },
);

function byLastEvent(one: LogStream, other: LogStream): number {
  return (one.events.at(-1)?.timestamp ?? 0) - (other.events.at(-1)?.timestamp ?? 0) || byName(one, other);
}

/** AWS has not told the size of single streams since 2019. */
function shown({ name, arn, createdAt, events, lastIngestion }: LogStream) {
  const [first, last] = [events[0], events.at(-1)];
  return {
    logStreamName: name,
    creationTime: createdAt,
    ...(first === undefined ? {} : { firstEventTimestamp: first.timestamp }),
    ...(last === undefined ? {} : { lastEventTimestamp: last.timestamp }),
    ...(lastIngestion === undefined
      ? {}
      : { lastIngestionTime: lastIngestion, uploadSequenceToken: "49".padEnd(56, "0") }),
    arn,
    storedBytes: 0,
  };
}
