import type { Reporter } from "../core/events.ts";
import type { StepName } from "../core/found.ts";

/** A reporter that also remembers how far the steps have come. */
export interface Progress extends Reporter {
  /** Such as "Done: Kinesis stream orders. Not done: REST API orders, Method POST /."; "" before the first step. */
  summary(): string;
}

/** Listens in on what is told to `report`. */
export function followed(report: Reporter): Progress {
  const [done, left] = [new Map<StepName, string>(), new Map<StepName, string>()];
  return {
    event(event) {
      if (event.type === "steps") for (const { name, title } of event.steps) if (!done.has(name)) left.set(name, title);
      if (event.type === "step.done") {
        done.set(event.step, event.title);
        left.delete(event.step);
      }
      report.event(event);
    },
    result: (value, lines) => report.result(value, lines),
    item: (line) => report.item(line),
    close: () => report.close(),
    summary() {
      const told = (what: string, steps: ReadonlyMap<StepName, string>): readonly string[] =>
        steps.size === 0 ? [] : [`${what}: ${[...steps.values()].join(", ")}.`];
      return [...told("Done", done), ...told("Not done", left)].join(" ");
    },
  };
}
