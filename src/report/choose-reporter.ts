import type { Event, Reporter } from "../engine/events.ts";
import { asCalled, programName, type Called, type SameProxy } from "./as-called.ts";
import { colourful, type Colors, type IO } from "./io.ts";
import { jsonReporter } from "./json-reporter.ts";
import { lineReporter } from "./line-reporter.ts";
import { visible, sentence } from "./visible.ts";

export interface ReportOptions extends SameProxy {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  /** With `json`: waits are told as well, as JSON. */
  readonly tells?: boolean | undefined;
  readonly colors: Colors;
}

/** The reporter for this run: JSON, a spinner on a terminal, or plain lines. Commands are shown as this user types them. */
export async function chooseReporter(io: IO, options: ReportOptions): Promise<Reporter> {
  const { json, quiet, debug, colors, proxyFlags, localPort, ownPort } = options;
  const called = { program: programName(io), proxyFlags, localPort, ownPort };
  if (json) return forThisUser(jsonReporter(io, { debug, tells: options.tells === true && !quiet }), called);
  const how = { colour: colourful(io.stderr, io.env, colors), quiet, debug };
  // A terminal without columns has no room for a spinner.
  if (io.stderr.isTTY !== true || io.stderr.columns === 0 || quiet || debug)
    return forThisUser(lineReporter(io, how), called);
  const { spinnerReporter } = await import("./spinner-reporter.ts");
  return forThisUser(await spinnerReporter(io, how), called);
}

/** Makes texts from outside (names, AWS's words, a file's content) harmless to a terminal, and shows commands as this user types them. */
function forThisUser(report: Reporter, called: Called): Reporter {
  return {
    event: (event) => report.event(shown(event, called)),
    result(value, lines) {
      // JSON is the user's data and stays as it is.
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
