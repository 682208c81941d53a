import type { Call } from "../execute-api/call.ts";
import { route } from "../execute-api/route.ts";
import { phaseTimes } from "../execute-api/trail/trace.ts";
import type { Trail } from "../execute-api/trail/trail.ts";
import { byName } from "../http/by-name.ts";
import type { WireRequest } from "../http/wire.ts";
import { bytesAt, TEXTS } from "./pack.ts";
import type { Packed } from "./pack.ts";
import type { Recorded } from "./recorded.ts";

const nothing = Buffer.alloc(0);

/** The request as its phases saw it; `ends` are those of its trace. */
export function unpack(packed: Packed, ends: readonly number[]): Recorded {
  const lines = bytesAt(packed.head).toString().split("\n");
  const text = (at: number): string => lines[at] ?? "";
  const end = lines.indexOf("", TEXTS);
  const rawHeaders = lines.slice(end + 1);
  const host = text(3);
  const request: WireRequest = {
    method: text(0),
    path: text(1),
    query: text(2),
    headers: host === "" ? byName(rawHeaders) : Object.assign(byName(rawHeaders), { host }),
    rawHeaders,
    body: packed.body === undefined ? nothing : bytesAt(packed.body),
    protocol: text(4),
    sourceIp: text(5),
  };
  const target = { apiId: text(6), stage: text(7), path: text(8) };
  const { stage, platform } = packed;
  const call: Call | undefined =
    stage === undefined || platform === undefined
      ? undefined
      : {
          platform,
          request,
          api: stage.api,
          stage,
          stageName: stage.stageName,
          stageVariables: stage.variables,
          path: target.path.startsWith("/") ? target.path : `/${target.path}`,
          requestId: text(9),
          extendedRequestId: text(10),
          traceId: text(11),
          receivedAt: Number(text(12)),
          trail: trailOf(packed, text, lines.slice(TEXTS, end)),
        };
  if (call !== undefined && !call.api.disableExecuteApiEndpoint) routeAgain(call);
  const { id, at, ms, status, response, isStruck, replayOf, row } = packed;
  const gone = packed.body === undefined;
  const known = { id, at, ms, status, request, target, call, replayOf, gone, row };
  return { ...known, foreign: response, isStruck, ...phaseTimes(ends) };
}

function routeAgain(call: Call): void {
  try {
    call.trail.routed = route(call);
  } catch {
    // The request had no route then, either.
  }
}

function trailOf(
  { refusal, apiKey, signer, answer }: Packed,
  text: (at: number) => string,
  headers: readonly string[],
): Trail {
  const [sentAt, latency, status] = [13, 14, 15].map((at) => (text(at) === "" ? undefined : Number(text(at))));
  return {
    ...(refusal !== undefined && { refusal }),
    ...(apiKey !== undefined && { apiKey }),
    ...(signer !== undefined && { signer }),
    ...(sentAt !== undefined && { sentAt }),
    ...(latency !== undefined && { integration: { latency, ...(status !== undefined && { status }) } }),
    ...(status !== undefined && {
      answer: { status, headers: byName(headers), body: answer === undefined ? nothing : bytesAt(answer) },
    }),
  };
}
