import { isShut } from "../execute-api/call.ts";
import type { Call } from "../execute-api/call.ts";
import type { Packed, Rings } from "./packed.ts";
import type { Exchanged } from "./recorded.ts";

/** How many texts stand before the headers. */
export const TEXTS = 14;

/** Writes the request into its place. */
export function pack(
  packed: Packed,
  { heads, bodies }: Rings,
  exchanged: Exchanged,
  id: number,
  replayOf: number | undefined,
): void {
  const { request, trace, response, at } = exchanged;
  const { call } = trace;
  const { answer, refusal, apiKey, signer, sentAt, integration } = call?.trail ?? {};
  packed.id = id;
  packed.at = at;
  packed.ms = trace.ms;
  packed.status = response.status;
  packed.headAt = heads.end;
  heads.appendText(textsOf(exchanged, call));
  heads.appendText(request.rawHeaders.join("\n"));
  packed.headLength = heads.end - packed.headAt;
  packed.body.keep(bodies, request.body);
  if (answer === undefined) packed.answer.forget();
  else packed.answer.keep(bodies, answer.body);
  packed.bodiesEnd = bodies.end;
  packed.answerStatus = answer?.status ?? NaN;
  packed.receivedAt = call?.receivedAt ?? NaN;
  packed.sentAt = sentAt ?? NaN;
  packed.latency = integration?.latency ?? NaN;
  packed.replayOf = replayOf;
  packed.stage = call?.stage;
  packed.isCanaryRequest = call?.isCanaryRequest;
  packed.platform = call?.platform;
  packed.refusal = refusal;
  packed.apiKey = apiKey;
  packed.signer = signer;
  packed.isStruck = trace.response !== response;
  packed.response = canBeMade(call) && trace.response === response ? undefined : response;
  packed.row = undefined;
}

/** Did it go through the phases? */
function canBeMade(call: Call | undefined): boolean {
  return call !== undefined && !isShut(call);
}

/** All texts but the headers of the request. */
function textsOf({ request, target }: Exchanged, call: Call | undefined): string {
  const lines: string[] = [
    request.method,
    request.path,
    request.query,
    request.headers["host"] ?? "",
    request.protocol,
    request.sourceIp,
    target.apiId,
    target.stage,
    target.path,
    call?.requestId ?? "",
    call?.extendedRequestId ?? "",
    call?.traceId ?? "",
    target.domain?.name ?? "",
    target.domain?.basePath ?? "",
  ];
  const headers = call?.trail.answer?.headers;
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === "string") lines.push(name, value);
    else for (const one of value ?? []) lines.push(name, one);
  }
  lines.push("", "");
  return lines.join("\n");
}
