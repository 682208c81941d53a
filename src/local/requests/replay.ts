import { byName } from "../http/by-name.ts";
import type { Answerer } from "../http/exchange.ts";
import type { WireRequest } from "../http/wire.ts";
import type { NewRequest, Replayed, ReplayInput } from "../page/api/replay.ts";
import type { Recorded } from "./recorded.ts";
import type { Recorder } from "./recorder.ts";

/** What sends requests anew: the recorder finds them by themselves. */
export interface Sending {
  readonly recorder: Recorder;
  readonly answer: Answerer;
}

/** Sends a request again, changed or with the same bytes, as if its sender did. */
export function replay(sending: Sending, recorded: Recorded, changes: ReplayInput = {}): Promise<Replayed> {
  return send(sending, changed(recorded, changes), recorded.id);
}

/** Sends a request to a stage. `host` is what its Host header says. */
export function sendNew(
  sending: Sending,
  host: string,
  { apiId, stage, method = "POST", path = "/", headers = [], body }: NewRequest,
): Promise<Replayed> {
  const start = `/_aws/execute-api/${apiId}/${stage}`;
  const blank: WireRequest = {
    method,
    path: start,
    query: "",
    headers: { host },
    rawHeaders: [],
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  };
  const input = { method, path, headers, ...(body !== undefined && { body }) };
  return send(sending, edited(blank, start, input));
}

async function send({ recorder, answer }: Sending, request: WireRequest, replayOf?: number): Promise<Replayed> {
  const sent = { replayOf, id: recorder.last };
  recorder.sent.set(request, sent);
  const { status } = await answer(request);
  return { id: sent.id, status };
}

function changed({ request, target }: Recorded, changes: ReplayInput): WireRequest {
  return edited(request, request.path.slice(0, request.path.length - target.path.length), changes);
}

/** `start` is what stands before the path below the stage. */
function edited(request: WireRequest, start: string, { method, path, headers, body }: ReplayInput): WireRequest {
  const bytes =
    body === undefined ? request.body : Buffer.from(body.text, body.encoding === "base64" ? "base64" : "utf8");
  const [below = "", ...query] = (path ?? "").split("?");
  const sent = headers === undefined && body === undefined ? request.rawHeaders : framed(request, bytes, headers);
  return {
    ...request,
    method: method ?? request.method,
    ...(path !== undefined && { path: `${start}${below}`, query: query.join("?") }),
    rawHeaders: sent,
    headers: sent === request.rawHeaders ? request.headers : byName(sent),
    body: bytes,
  };
}

const ofTheConnection = new Set(["host", "content-length", "transfer-encoding", "connection"]);

/** The headers with those that follow from the connection and the body. */
function framed(
  { rawHeaders, headers: before }: WireRequest,
  body: Buffer,
  headers: ReplayInput["headers"],
): readonly string[] {
  const given = headers?.flat() ?? rawHeaders;
  const kept: string[] = ["Host", before["host"] ?? "127.0.0.1"];
  for (let at = 0; at + 1 < given.length; at += 2) {
    if (!ofTheConnection.has((given[at] ?? "").toLowerCase())) kept.push(given[at] ?? "", given[at + 1] ?? "");
  }
  return [...kept, "Content-Length", String(body.length)];
}
