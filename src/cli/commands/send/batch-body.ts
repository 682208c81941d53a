import type { Config } from "../../../settings/config.ts";
import { CliError, UsageError } from "../../../engine/errors.ts";
import { isJson, notJson } from "./event-lines.ts";
import { batchBody, type BatchBody } from "../../../mapping/request/split/batch-body.ts";
import type { Sent } from "./match-records.ts";

/** PutRecords takes no more records. */
const MOST = 500;

/** The path of the batch route; throws when there is none. */
export function batchPath({ batchPath: path }: Config): string {
  if (path !== undefined && path !== "") return path;
  throw new CliError("This proxy has no batch route.", { hint: 'Run "kinesis-proxy up --batch-path /batch" first.' });
}

/** The request for the batch route that has the events in it; each must be JSON, but for Firehose's form. */
export function batchOf(events: readonly Uint8Array[], { batchFrom }: Config): BatchBody {
  const bad = batchFrom?.type === "firehose" ? -1 : events.findIndex((one) => !isJson(one));
  if (bad >= 0) throw notJson(`Event ${bad + 1} of the batch`, Buffer.from(events[bad]!).toString());
  if (events.length > MOST) throw new UsageError(`A batch holds up to ${MOST} events, and there are ${events.length}.`);
  return batchBody(events, batchFrom);
}

/** The events as the batch route can hold them: each on one line, where lines are events. JSON has line ends in white space only. */
export function batchEvents(events: readonly Uint8Array[], { batchFrom }: Config): readonly Uint8Array[] {
  return batchFrom?.type === "ndjson" ? events.map(onOneLine) : events;
}

function onOneLine(event: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(event)
      .toString("latin1")
      .replace(/[\r\n]+/g, " ")
      .trim(),
    "latin1",
  );
}

/** The events of a batch as if each had been sent alone: its partition key is the request's id and the event's index. */
export function splitBatch({ answer, ...sent }: Sent, events: readonly Uint8Array[]): readonly Sent[] {
  const id = answer.headers["x-amz-apigw-id"];
  const receipts = answer.body.match(/\{[^{}]*\}/g) ?? [];
  return events.map((bytes, index) => {
    const headers = id === undefined ? {} : { "x-amz-apigw-id": `${String(id)}-${index}` };
    const body = answer.status < 300 ? (receipts[index] ?? "") : answer.body;
    return { ...sent, bytes, answer: { ...answer, headers, body } };
  });
}
