import type { Event, Reporter } from "../engine/events.ts";
import type { IO } from "./io.ts";
import { written } from "./write.ts";
import { callLine, doneLine, paint } from "./step-line.ts";

export interface LineOptions {
  readonly colour: boolean;
  /** Nothing but the answer, warnings and errors. */
  readonly quiet: boolean;
  readonly debug: boolean;
}

/** One line per fact on stderr, the answer on stdout: for pipes and logs. */
export function lineReporter(io: IO, { colour, quiet, debug }: LineOptions): Reporter {
  const tell = (line: string): void => void io.stderr.write(`${line}\n`);
  let said: string | undefined;
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
          // A wait that goes on is said once.
          if (!quiet && said !== event.text) tell(event.text);
          said = event.text;
          return;
        case "warning":
          tell(`${paint("yellow", "warning:", colour)} ${event.text}`);
          return;
        case "call":
          if (debug) tell(callLine(event));
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
    item: (line) => written(io.stdout, line, io.signal),
    close() {},
  };
}
