import type { Advice, Refused, Refusing, ServedApi, RequestRow } from "../page/api/request-row.ts";
import type { Call } from "../execute-api/call.ts";
import type { WireRequest } from "../http/wire.ts";
import type { Recorded } from "./recorded.ts";
import { routeOf } from "./refused-by-gateway.ts";
import { refusingOf } from "./refusing.ts";
import { storedOf } from "./stored.ts";

/** What is told about refusals by others. */
export interface RowWords {
  /** What somebody can do about a refusal; no API where there is none at that address. */
  readonly advise?: ((refusing: Refusing, api?: ServedApi) => Advice) | undefined;
  /** The content type of probes. */
  readonly probeType?: string | undefined;
  /** The query of probes that have another content type. */
  readonly probeQuery?: string | undefined;
}

/** Does the request only ask whether the endpoint serves? */
export function isProbe({ headers, query }: WireRequest, { probeType, probeQuery }: RowWords): boolean {
  const contentType = headers["content-type"];
  return (contentType !== undefined && contentType === probeType) || (query !== "" && query === probeQuery);
}

/** The refusal with what somebody can do about it. */
export function withAdvice(refusing: Refusing, call: Call | undefined, { advise }: RowWords): Refused {
  const api = call && { region: call.api.region, tags: call.platform.apiTags(call.api.apiId) };
  return { ...refusing, ...(advise?.(refusing, api) ?? { settings: [] }) };
}

/** The request as it stands in the list. */
export function requestRow(recorded: Recorded, words: RowWords): RequestRow {
  if (recorded.row !== undefined) return recorded.row;
  const { id, at, request, target, call, status, ms, replayOf } = recorded;
  const refusing = refusingOf(recorded, words.probeType);
  const stored = storedOf(recorded);
  const contentType = request.headers["content-type"] ?? "";
  const path = call?.path ?? (target.path === "" ? "/" : target.path);
  return {
    id,
    at,
    method: request.method,
    path,
    query: request.query,
    contentType,
    size: request.body.length,
    status,
    ms,
    apiId: target.apiId,
    stage: target.stage,
    ...(call?.trail.routed !== undefined && { route: routeOf(call) }),
    ...(refusing !== undefined && { refused: withAdvice(refusing, call, words) }),
    ...(stored !== undefined && { stored }),
    ...(replayOf !== undefined && { replayOf }),
    ...(isProbe(request, words) && { probe: true as const }),
  };
}
