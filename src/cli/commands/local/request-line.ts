import type { RequestFact } from "../../../local/index.ts";
import { PROBE_TYPE } from "../../../mapping/request/probe.ts";
import { visibleLine } from "../../../report/visible.ts";

// A validator quotes the whole body.
const longest = 300;

/** A request to a service, or a probe of an endpoint, on one line, with the reason where it was refused; safe for a terminal. */
export function requestLine({ service, operation, status, reason, contentType, ms, endpoint }: RequestFact): string {
  const about = [service, cut(operation), Math.round(ms), "ms"].filter((part) => part !== "").join(" ");
  // Kinesis must refuse the probe, so that it leaves no record.
  const isProbe = endpoint?.probe === true || contentType === PROBE_TYPE;
  if (isProbe && status === 400) return visibleLine(`probe ${about}: the endpoint works`);
  const why = reason === undefined ? "" : `: ${cut(reason)}`;
  return visibleLine(isProbe ? `probe ${about}: not serving yet (${status}${why})` : `${status} ${about}${why}`);
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
