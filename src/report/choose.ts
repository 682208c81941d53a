import type { Reporter } from "../core/events.ts";
import { colourful, type IO } from "./io.ts";
import { jsonReporter } from "./json.ts";
import { lineReporter } from "./lines.ts";

export interface ReportOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly noColor: boolean;
}

/** The reporter for this run: JSON, a spinner on a terminal, or plain lines. */
export async function chooseReporter(io: IO, { json, quiet, debug, noColor }: ReportOptions): Promise<Reporter> {
  if (json) return jsonReporter(io, { debug });
  const options = { colour: colourful(io.stderr, io.env, noColor), quiet, debug };
  // A terminal without columns leaves no room for a line that moves.
  if (io.stderr.isTTY !== true || io.stderr.columns === 0 || quiet || debug) return lineReporter(io, options);
  const { spinnerReporter } = await import("./spinner.ts");
  return spinnerReporter(io, options);
}
