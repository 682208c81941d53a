import type { Reporter, RequestEvent } from "../engine/events.ts";
import type { IO } from "./io.ts";
import { lineReporter } from "./line-reporter.ts";
import { visibleJson } from "./visible.ts";

/** How much it tells beside the document. */
interface JsonOptions {
  readonly debug: boolean;
  /** Waits, notes and warnings are told, too, each as a JSON document on a line. */
  readonly tells?: boolean;
}

/** Writes exactly one JSON document to stdout, and only warnings (with --debug also calls) to stderr. */
export function jsonReporter(io: IO, { debug, tells = false }: JsonOptions): Reporter {
  const lines = lineReporter(io, { colour: false, quiet: true, debug });
  return {
    event(event) {
      if (tells && (event.type === "wait" || event.type === "note" || event.type === "warning"))
        io.stderr.write(`${visibleJson(event)}\n`);
      else if (event.type === "request") io.stdout.write(`${visibleJson({ request: documentOf(event) })}\n`);
      else if (event.type === "warning" || event.type === "call") lines.event(event);
    },
    // Indented on a terminal, one line for programs.
    result: (value) => void io.stdout.write(`${visibleJson(value, io.stdout.isTTY === true ? 2 : 0)}\n`),
    item: (line) => lines.item(line),
    close() {},
  };
}

function documentOf({ type: _type, time: _time, at, ms, ...rest }: RequestEvent): object {
  return { ...rest, at: new Date(at).toISOString(), ms: Math.round(ms) };
}
