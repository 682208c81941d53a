import type { Event, Reporter } from "../engine/events.ts";
import type { IO } from "./io.ts";
import { write } from "./write.ts";
import { callLine, doneLine } from "./step-line.ts";
import { paint } from "./paint.ts";
import { requestLines } from "./request-line.ts";

/** How lines are written. */
export interface LineOptions {
  readonly colour: boolean;
  /** Only the result, warnings and errors. */
  readonly quiet: boolean;
  readonly debug: boolean;
}

/** For pipes and logs: a line for each event on stderr, the result on stdout. */
export function lineReporter(io: IO, { colour, quiet, debug }: LineOptions): Reporter {
  const tell = (line: string): void => void io.stderr.write(`${line}\n`);
  let lastWait: string | undefined;
  const titles = new Map<string, string>();
  return {
    event(event: Event) {
      switch (event.type) {
        case "step.done":
          if (!quiet) tell(doneLine(event, colour));
          return;
        case "step.note":
          if (!quiet) tell(`${titles.get(event.step) ?? event.step}: ${event.text}`);
          return;
        case "note":
          if (!quiet) tell(event.text);
          return;
        case "wait":
          // The same wait is reported once.
          if (!quiet && lastWait !== event.text) tell(event.text);
          lastWait = event.text;
          return;
        case "warning":
          tell(`${paint("yellow", "warning:", colour)} ${event.text}`);
          return;
        case "call":
          if (debug) tell(callLine(event));
          return;
        case "request":
          if (!quiet) requestLines(event, { colour, below: io.stderr.isTTY === true }).forEach(tell);
          return;
        case "step.fail":
          if (!quiet) tell(`${paint("red", "x", colour)} ${event.title}: failed`);
          return;
        case "step.start":
          titles.set(event.step, event.title);
          return;
        case "steps":
        case "progress":
          return;
      }
    },
    result: (_value, lines) => void lines.forEach((line) => io.stdout.write(`${line}\n`)),
    item: (line) => write(io.stdout, line, io.signal),
    close() {},
  };
}
