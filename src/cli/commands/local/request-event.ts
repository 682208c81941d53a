import type { RequestEvent } from "../../../engine/events.ts";
import type { RequestRow } from "../../../local/index.ts";
import { clockTime, type TimeStyle } from "../../../report/record/arrival.ts";

/** What is told of a request to an endpoint. `several`: there are other endpoints, so it names its own. */
export function requestEvent(row: RequestRow, { several, time }: { several: boolean; time: TimeStyle }): RequestEvent {
  const { id, at, method, path, status, ms, apiId, stage, stored, refused, replayOf } = row;
  return {
    type: "request",
    id,
    at,
    time: clockTime(at, time),
    method,
    ...(several && { endpoint: `${apiId}/${stage}` }),
    path,
    status,
    ms,
    ...(replayOf !== undefined && { replayOf }),
    ...(stored !== undefined && { stored: storedIn(stored) }),
    ...(refused !== undefined && { refused: reasonOf(refused) }),
  };
}

function storedIn({ stream, shardId, sequenceNumber, count, failed }: NonNullable<RequestRow["stored"]>) {
  return { stream, shardId, sequenceNumber, count, failed };
}

function reasonOf({ phase, type, why, settings, change }: NonNullable<RequestRow["refused"]>) {
  return { phase, type, why, settings, ...(change !== undefined && { change }) };
}
