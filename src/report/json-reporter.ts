import type { Reporter } from "../engine/events.ts";
import type { IO } from "./io.ts";
import { lineReporter } from "./line-reporter.ts";
import { visibleJson } from "./visible.ts";

/** Writes exactly one JSON document to stdout, and only warnings (with --debug also calls) to stderr. */
export function jsonReporter(io: IO, { debug }: { readonly debug: boolean }): Reporter {
  const lines = lineReporter(io, { colour: false, quiet: true, debug });
  return {
    event(event) {
      if (event.type === "warning" || event.type === "call") lines.event(event);
    },
    // Indented on a terminal, one line for programs.
    result: (value) => void io.stdout.write(`${visibleJson(value, io.stdout.isTTY === true ? 2 : 0)}\n`),
    item: (line) => lines.item(line),
    close() {},
  };
}
