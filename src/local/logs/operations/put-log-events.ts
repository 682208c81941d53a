import { list } from "../../shape/collection.ts";
import { required, structure } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { existing, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { invalid, noStream } from "../faults.ts";
import type { LogGroup } from "../group/log-group.ts";
import { sizeOf } from "../group/log-stream.ts";
import { groupName, nextToken, streamName, time } from "../members.ts";
import type { LogEvent } from "../../account/log-sink.ts";
import { writeEvents } from "../write-events.ts";

const mostBytes = 1_048_576;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** PutLogEvents. Events that are too new or too old are left out, and the answer says so. */
export const putLogEvents = operation(
  "PutLogEvents",
  {
    logGroupName: required(groupName),
    logStreamName: required(streamName),
    logEvents: required(
      list(structure({ timestamp: required(time), message: required(text({ min: 1 })) }, "InputLogEvent"), {
        min: 1,
        max: 10_000,
      }),
    ),
    sequenceToken: nextToken,
  },
  (call, { logGroupName, logStreamName, logEvents }) => {
    const group = existing(call, logGroupName, logStreamName);
    const stream = group.streams.get(logStreamName);
    if (stream === undefined) throw noStream();
    checkBatch(logEvents);
    const { first, end, told } = acceptable(call, group, logEvents);
    const { account, region } = call.scope;
    writeEvents(account, region, call.store, group, stream, logEvents.slice(first, end));
    return { nextSequenceToken: String(call.store.sequence).padStart(56, "49"), ...told };
  },
);

function checkBatch(events: readonly LogEvent[]): void {
  const bytes = events.reduce((sum, { message }) => sum + sizeOf(message), 0);
  if (bytes > mostBytes) throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${mostBytes}`);
  if (events.some(({ timestamp }, at) => timestamp < (events[at - 1]?.timestamp ?? 0)))
    throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
  if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > dayMs)
    throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
}

/** "None of the log events in the batch can be more than 2 hours in the future … or older than 14 days or older than the retention
 * period of the log group" (PutLogEvents). */
function acceptable({ now }: Call, { retentionInDays }: LogGroup, events: readonly LogEvent[]) {
  const before = (limit: number): number => events.filter(({ timestamp }) => timestamp < limit).length;
  const tooOld = before(now - 14 * dayMs);
  const expired = retentionInDays === undefined ? 0 : before(now - retentionInDays * dayMs);
  const tooNew = before(now + 2 * hourMs + 1);
  const info = {
    ...(tooNew < events.length ? { tooNewLogEventStartIndex: tooNew } : {}),
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
  };
  const told = Object.keys(info).length === 0 ? {} : { rejectedLogEventsInfo: info };
  return { first: Math.max(tooOld, expired), end: tooNew, told };
}
