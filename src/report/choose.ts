import type { Event, Reporter } from "../engine/events.ts";
import { asCalled, programName, type Called, type Meant } from "./as-called.ts";
import { colourful, type IO } from "./io.ts";
import { jsonReporter } from "./json.ts";
import { lineReporter } from "./lines.ts";
import { visible, sentence } from "./visible.ts";

export interface ReportOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly noColor: boolean;
  /** The flags in use that a command for the same proxy needs too. */
  readonly meant: Meant;
}

/** The reporter for this run: JSON, a spinner on a terminal, or plain lines. Commands of ours are shown as this user types them. */
export async function chooseReporter(io: IO, options: ReportOptions): Promise<Reporter> {
  const { json, quiet, debug, noColor, meant } = options;
  const called = { program: programName(io), meant };
  if (json) return speaking(jsonReporter(io, { debug }), called);
  const how = { colour: colourful(io.stderr, io.env, noColor), quiet, debug };
  // A terminal without columns leaves no room for a line that moves.
  if (io.stderr.isTTY !== true || io.stderr.columns === 0 || quiet || debug)
    return speaking(lineReporter(io, how), called);
  const { spinnerReporter } = await import("./spinner.ts");
  return speaking(await spinnerReporter(io, how), called);
}

/** What came from elsewhere (names, AWS's own words, a file's content) is shown by a terminal, and not obeyed. */
function speaking(report: Reporter, called: Called): Reporter {
  return {
    event: (event) => report.event(shown(event, called)),
    result(value, lines) {
      // What is JSON is the user's data as it is.
      const told = lines.map((line) => (/^\s*[[{"]/.test(line) ? line : asCalled(line, called)));
      report.result(value, told.map(visible));
    },
    item: (line) => report.item(line),
    close: () => report.close(),
  };
}

function shown(event: Event, called: Called): Event {
  const told = Object.entries(event).map(([name, value]: [string, unknown]) => {
    if (typeof value !== "string") return [name, value];
    return [name, sentence(name === "text" ? asCalled(value, called) : value)];
  });
  return Object.fromEntries(told) as Event;
}
