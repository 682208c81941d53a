import type { LiveStage, StageKey } from "../account/deployed.ts";
import { ByteLog } from "../byte-log.ts";
import type { Span } from "../byte-log.ts";
import type { Call } from "../execute-api/call.ts";
import type { Platform, Signer } from "../execute-api/platform.ts";
import type { Refusal } from "../execute-api/response/refusal.ts";
import type { WireResponse } from "../http/wire.ts";
import type { RequestRow } from "../page/api/request-row.ts";
import type { Exchanged } from "./recorded.ts";

/** A request as it is kept: few objects, since thousands that live for a while keep the garbage collector busy. */
export interface Packed {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly ms: number;
  /** HTTP status of what went back. */
  readonly status: number;
  /** Texts in a fixed order, and headers behind them; a line each. */
  readonly head: Span;
  /** The body as it came in, and what the integration answered; undefined once they are gone. */
  body: Span | undefined;
  answer: Span | undefined;
  readonly replayOf: number | undefined;
  /** What was deployed; absent where the front end refused. */
  readonly stage: LiveStage | undefined;
  readonly platform: Platform | undefined;
  readonly refusal: Refusal | undefined;
  readonly apiKey: StageKey | undefined;
  readonly signer: Signer | undefined;
  /** A fault, or a guard, answered in the place of API Gateway. */
  readonly isStruck: boolean;
  /** What went back, where it cannot be made again. */
  readonly response: WireResponse | undefined;
  /** Set before the bodies go. */
  row: RequestRow | undefined;
}

/** Where small bodies and heads are copied to. */
export interface Slabs {
  readonly heads: ByteLog;
  readonly bodies: ByteLog;
}

/** Larger bodies stay where they are. */
const LARGE = 8_192;

/** How many texts stand before the headers. */
export const TEXTS = 16;

/** The request in as few objects as it takes. */
export function pack({ heads, bodies }: Slabs, exchanged: Exchanged, id: number, replayOf: number | undefined): Packed {
  const { request, trace, response, at } = exchanged;
  const { call } = trace;
  const { answer, refusal, apiKey, signer } = call?.trail ?? {};
  return {
    id,
    at,
    ms: trace.ms,
    status: response.status,
    head: heads.append(Buffer.from(headOf(exchanged, call))),
    body: kept(bodies, request.body),
    answer: answer === undefined ? undefined : kept(bodies, answer.body),
    replayOf,
    stage: call?.stage,
    platform: call?.platform,
    refusal,
    apiKey,
    signer,
    isStruck: trace.response !== response,
    response: canBeMade(call) && trace.response === response ? undefined : response,
    row: undefined,
  };
}

/** Did it go through the phases? */
function canBeMade(call: Call | undefined): boolean {
  return call !== undefined && !call.api.disableExecuteApiEndpoint;
}

function headOf({ request, target }: Exchanged, call: Call | undefined): string {
  const { answer, integration, sentAt } = call?.trail ?? {};
  const lines: (string | number)[] = [
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
    call?.receivedAt ?? "",
    sentAt ?? "",
    integration?.latency ?? "",
    answer?.status ?? "",
  ];
  for (const name in answer?.headers) {
    const value = answer.headers[name];
    if (typeof value === "string") lines.push(name, value);
    else for (const one of value ?? []) lines.push(name, one);
  }
  lines.push("");
  for (const part of request.rawHeaders) lines.push(part);
  return lines.join("\n");
}

function kept(bodies: ByteLog, body: string | Buffer): Span {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const { length } = bytes;
  const own = length >= LARGE && bytes.buffer.byteLength < 2 * length;
  return own ? { slab: bytes, offset: 0, length } : bodies.append(bytes);
}

/** The bytes there. */
export function bytesAt({ slab, offset, length }: Span): Buffer {
  return slab.subarray(offset, offset + length);
}
