import type { RequestFact } from "../../../local/index.ts";
import { PROBE_TYPE } from "../../../mapping/request/put-record-template.ts";
import { visibleLine } from "../../../report/visible.ts";

// A validator quotes whole bodies, and a sender may write anything.
const longest = 300;

/** One request to the local AWS on one line, with the reason where it was refused. What the sender chose does nothing to a terminal. */
export function requestLine({ service, operation, status, reason, contentType, ms }: RequestFact): string {
  const about = [service, cut(operation), Math.round(ms), "ms"].filter((part) => part !== "").join(" ");
  // The probe is meant to be refused, by Kinesis: so it leaves no record.
  const isProbe = contentType === PROBE_TYPE;
  if (isProbe && status === 400) return visibleLine(`probe ${about}: the endpoint works`);
  const why = reason === undefined ? "" : `: ${cut(reason)}`;
  return visibleLine(isProbe ? `probe ${about}: not serving yet (${status}${why})` : `${status} ${about}${why}`);
}

/** Whether the one who runs an endpoint wants to know: a request to it was refused, and it was no probe. */
export function isRefusal({ service, status, contentType }: RequestFact): boolean {
  return service === "execute-api" && (status >= 400 || status === 0) && contentType !== PROBE_TYPE;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
