import { paint, type Colour } from "../../../report/paint.ts";
import { visibleJson, visibleLine } from "../../../report/visible.ts";
import type { LogEvent } from "../../../watch/logs/log-event.ts";
import type { RequestEntry } from "../../../watch/logs/request-entry.ts";

/** How lines are written. */
export interface LogLook {
  readonly json: boolean;
  readonly colour: boolean;
}

/** A request: time, status, method, path, milliseconds, address, and why it was refused. */
export function requestText(entry: RequestEntry, { json, colour }: LogLook): string {
  if (json) return visibleJson({ log: "access", ...entry });
  const { time, status, method = "-", path = "-", latency, ip = "-", why } = entry;
  const head = `${paint("gray", time, colour)} ${paint(statusColour(status), String(status), colour)}`;
  const took = latency === undefined ? "" : ` ${latency} ms`;
  const text = `${head} ${visibleLine(`${method} ${path}`)}${took} ${visibleLine(ip)}`;
  return why === undefined ? text : `${text}: ${why}`;
}

/** A line of a format of somebody's own. */
export function plainText({ at, message }: LogEvent, log: "access" | "execution", { json, colour }: LogLook): string {
  const time = new Date(at).toISOString();
  const text = message.replace(/\s+$/, "");
  if (json) return visibleJson({ log, time, message: text });
  return `${paint("gray", time, colour)} ${visibleLine(text)}`;
}

function statusColour(status: number): Colour {
  if (status >= 500) return "red";
  return status >= 400 ? "yellow" : "green";
}
