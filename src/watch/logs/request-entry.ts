import { PROBE_AGENT } from "../../aws/probe/probe-agent.ts";
import { readAccessLine } from "../../mapping/response/access-log.ts";
import { refusalWhy } from "../../mapping/response/refusal-why.ts";
import type { Statuses } from "../../mapping/response/statuses.ts";
import type { LogEvent } from "./log-event.ts";

/** A request, as the access log has it. What is not known is undefined. */
export interface RequestEntry {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly time: string;
  readonly id: string;
  readonly ip?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly status: number;
  /** What API Gateway itself refused, such as THROTTLED. */
  readonly errorType?: string | undefined;
  /** Milliseconds. */
  readonly latency?: number | undefined;
  readonly integrationLatency?: number | undefined;
  /** What Kinesis answered API Gateway. */
  readonly integrationStatus?: number | undefined;
  readonly keyId?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Why it was refused, in plain words. */
  readonly why?: string | undefined;
}

/** Of up's own request, its refusal is the good end. */
const PROBED = "The probe of up or status: it makes no record.";

/** Reads a line of the access log; undefined for one of a format of somebody's own. */
export function requestEntry({ at, message }: LogEvent, statuses: Statuses): RequestEntry | undefined {
  const line = readAccessLine(message);
  const status = numberOf(line?.status);
  if (line?.id === undefined || status === undefined) return undefined;
  const { id, ip, method, path, errorType, keyId, userAgent } = line;
  const integrationStatus = numberOf(line.serviceStatus) ?? numberOf(line.integrationStatus);
  return {
    time: new Date(numberOf(line.time) ?? at).toISOString(),
    id,
    ip,
    method,
    path,
    status,
    errorType,
    latency: numberOf(line.latency),
    integrationLatency: numberOf(line.integrationLatency),
    integrationStatus,
    keyId,
    userAgent,
    why: userAgent === PROBE_AGENT ? PROBED : refusalWhy({ status, errorType, integrationStatus }, statuses),
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
