import { isShut } from "../execute-api/call.ts";
import type { Call } from "../execute-api/call.ts";
import { route } from "../execute-api/route.ts";
import { phaseTimes } from "../execute-api/trail/trace.ts";
import type { Trail } from "../execute-api/trail/trail.ts";
import { byName } from "../http/by-name.ts";
import type { WireRequest } from "../http/wire.ts";
import { TEXTS } from "./pack.ts";
import type { Packed, Rings } from "./packed.ts";
import type { Recorded } from "./recorded.ts";

const nothing = Buffer.alloc(0);

/** The request as its phases saw it; `ends` are those of its trace. */
export function unpack(packed: Packed, { heads, bodies }: Rings, ends: readonly number[]): Recorded {
  const lines = heads.read(packed.headAt, packed.headLength).toString().split("\n");
  const text = (at: number): string => lines[at] ?? "";
  const end = lines.indexOf("", TEXTS);
  const rawHeaders = lines.slice(end + 1);
  // The bodies go once the row is made.
  const gone = packed.row !== undefined;
  const host = text(3);
  const request: WireRequest = {
    method: text(0),
    path: text(1),
    query: text(2),
    headers: host === "" ? byName(rawHeaders) : Object.assign(byName(rawHeaders), { host }),
    rawHeaders,
    body: gone ? nothing : packed.body.read(bodies),
    protocol: text(4),
    sourceIp: text(5),
  };
  const [name, basePath] = [text(12), text(13) || undefined];
  const domain = name === "" ? undefined : { name, path: request.path, basePath };
  const target = { apiId: text(6), stage: text(7), path: text(8), domain };
  const { stage, platform, isCanaryRequest } = packed;
  const served = isCanaryRequest === true ? stage?.canary : undefined;
  const call: Call | undefined =
    stage === undefined || platform === undefined
      ? undefined
      : {
          platform,
          request,
          api: (served ?? stage).api,
          stage,
          stageName: stage.stageName,
          stageVariables: (served ?? stage).variables,
          isCanaryRequest,
          path: target.path.startsWith("/") ? target.path : `/${target.path}`,
          domain,
          requestId: text(9),
          extendedRequestId: text(10),
          traceId: text(11),
          receivedAt: packed.receivedAt,
          trail: trailOf(packed, lines.slice(TEXTS, end), gone ? nothing : packed.answer.read(bodies)),
        };
  if (call !== undefined && !isShut(call)) routeAgain(call);
  const { id, at, ms, status, response, isStruck, replayOf, row } = packed;
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
  { refusal, apiKey, signer, sentAt, latency, answerStatus: status }: Packed,
  headers: readonly string[],
  body: Buffer,
): Trail {
  const answered = !Number.isNaN(status);
  return {
    ...(refusal !== undefined && { refusal }),
    ...(apiKey !== undefined && { apiKey }),
    ...(signer !== undefined && { signer }),
    ...(!Number.isNaN(sentAt) && { sentAt }),
    ...(!Number.isNaN(latency) && { integration: { latency, ...(answered && { status }) } }),
    ...(answered && { answer: { status, headers: byName(headers), body } }),
  };
}
