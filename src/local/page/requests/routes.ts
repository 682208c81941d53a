import type { Recorded } from "../../requests/recorded.ts";
import { replay, sendNew } from "../../requests/replay.ts";
import type { RequestList } from "../api/request-row.ts";
import type { Desk } from "../desk.ts";
import { liveEvents } from "../live-events.ts";
import { notFound, PageError } from "../page-error.ts";
import { Plain } from "../page-route.ts";
import type { Asked, PageRoute } from "../page-route.ts";
import { bytesOf } from "./bytes.ts";
import { newRequest, renderInput, replayInput } from "./input.ts";
import { keptFile } from "./kept-file.ts";
import { requestWay } from "./request-way.ts";
import { rendered } from "./rendered.ts";
import { hasText } from "./has-text.ts";

const STALLED = 30_000;

/** The routes that are about requests. */
export const requestRoutes: readonly PageRoute[] = [
  { method: "GET", path: /^\/events$/, run: events },
  { method: "GET", path: /^\/requests$/, run: list },
  { method: "DELETE", path: /^\/requests$/, run: ({ desk }) => desk.recorder.clear() },
  { method: "GET", path: /^\/requests\/(\d+)$/, run: (asked) => requestWay(asked.desk, found(asked), hostOf(asked)) },
  { method: "GET", path: /^\/requests\/(\d+)\/bytes\/([a-z]+)$/, run: bytes },
  { method: "GET", path: /^\/requests\/(\d+)\/keep$/, run: (asked) => keptFile(withBody(found(asked))) },
  { method: "POST", path: /^\/requests\/(\d+)\/replay$/, run: (asked) => again(asked) },
  {
    method: "POST",
    path: /^\/requests\/(\d+)\/render$/,
    run: (asked) => rendered(asked.desk, withBody(found(asked)), renderInput(asked.request).template),
  },
  {
    method: "POST",
    path: /^\/send$/,
    run: (asked) => sendNew(sendingOf(asked.desk), hostOf(asked), newRequest(asked.request)),
  },
];

function events({ desk, request, query }: Asked): Plain {
  const after = Number(query.get("after") ?? request.headers["last-event-id"] ?? desk.recorder.last);
  const stream = liveEvents(desk, `http://${request.headers["host"]}`, Number.isSafeInteger(after) ? after : 0);
  return new Plain({
    status: 200,
    headers: { "Content-Type": "text/event-stream" },
    body: "",
    stream,
    readWithin: STALLED,
  });
}

function list({ desk: { recorder }, query }: Asked): RequestList {
  const text = query.get("text") ?? "";
  const some = recorder.after(0).filter((one) => text === "" || hasText(one, text));
  return { rows: some.map((one) => recorder.row(one)).toReversed(), kept: recorder.kept };
}

function bytes(asked: Asked): Plain {
  const [id = "", part = ""] = asked.parts;
  const made = bytesOf(withBody(found(asked)), part);
  if (made === undefined) throw notFound(`The request has no bytes called ${part}.`);
  const disposition = `attachment; filename="request-${id}-${part}.bin"`;
  const headers = { "Content-Type": "application/octet-stream", "Content-Disposition": disposition };
  return new Plain({ status: 200, headers, body: made });
}

async function again(asked: Asked): Promise<unknown> {
  const changes = replayInput(asked.request);
  const recorded = found(asked);
  return replay(sendingOf(asked.desk), changes.body === undefined ? withBody(recorded) : recorded, changes);
}

function sendingOf({ recorder, answer }: Desk) {
  return { recorder, answer };
}

function found({ desk, parts: [id = ""] }: Asked): Recorded {
  const recorded = desk.recorder.get(Number(id));
  if (recorded !== undefined) return recorded;
  throw notFound(`Request ${id} is no longer kept.`);
}

function withBody(recorded: Recorded): Recorded {
  if (!recorded.gone) return recorded;
  throw new PageError(410, "gone", `The body of request ${recorded.id} is no longer kept.`);
}

function hostOf({ request }: Asked): string {
  return request.headers["host"] ?? "";
}
