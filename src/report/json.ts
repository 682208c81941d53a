import type { Reporter } from "../engine/events.ts";
import type { IO } from "./io.ts";
import { lineReporter } from "./lines.ts";
import { visibleJson } from "./visible.ts";

/** Exactly one JSON document on stdout; of the story only warnings (and calls, with --debug) on stderr. */
export function jsonReporter(io: IO, { debug }: { readonly debug: boolean }): Reporter {
  const lines = lineReporter(io, { colour: false, quiet: true, debug });
  return {
    event(event) {
      if (event.type === "warning" || event.type === "call") lines.event(event);
    },
    // Indented for people, one line for programs that read line by line.
    result: (value) => void io.stdout.write(`${visibleJson(value, io.stdout.isTTY === true ? 2 : 0)}\n`),
    item: (line) => lines.item(line),
    close() {},
  };
}
