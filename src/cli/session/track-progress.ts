import type { Outcome, Reporter } from "../../engine/events.ts";

/** A reporter that also tracks the progress of the steps. */
export interface Progress extends Reporter {
  /** Such as "Done: Kinesis stream orders. Not done: REST API orders, Method POST /."; "" before the first step. */
  summary(): string;
  /** Has the run made no call to AWS that changes something, as far as it has come? */
  onlyLooked(): boolean;
  /** Has the run changed nothing? A failed step has changed something when its ids were recorded. */
  didNothing(recorded: (step: string) => boolean): boolean;
}

const idle: ReadonlySet<string> = new Set(["unchanged", "kept", "absent"]);

/** Passes everything on to `report`. */
export function trackProgress(report: Reporter): Progress {
  const [done, left] = [new Map<string, string>(), new Map<string, string>()];
  const outcomes = new Map<string, Outcome | "failed">();
  let changes = false;
  return {
    event(event) {
      if (event.type === "call" && !isRead(event.operation)) changes = true;
      if (event.type === "step.start") outcomes.set(event.step, "failed");
      if (event.type === "step.done") outcomes.set(event.step, event.outcome);
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
    onlyLooked: () => !changes && [...outcomes.values()].every((one) => idle.has(one) || one === "failed"),
    didNothing: (recorded) =>
      [...outcomes].every(([step, outcome]) => idle.has(outcome) || (outcome === "failed" && !recorded(step))),
    summary() {
      const told = (what: string, steps: ReadonlyMap<string, string>): readonly string[] =>
        steps.size === 0 ? [] : [`${what}: ${[...steps.values()].join(", ")}.`];
      return [...told("Done", done), ...told("Not done", left)].join(" ");
    },
  };
}

/** Such as "API Gateway GetRestApis". */
function isRead(operation: string): boolean {
  return /(^| )(Get|List|Describe)\w+$/.test(operation);
}
