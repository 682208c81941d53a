import type { Event, Reporter } from "../engine/events.ts";
import type { IO } from "./io.ts";
import { lineReporter, type LineOptions } from "./line-reporter.ts";

/** For a terminal: a spinner that names the running steps, and a line for each finished step. */
export async function spinnerReporter(io: IO, options: LineOptions): Promise<Reporter> {
  const { default: ora } = await import("ora");
  const lines = lineReporter(io, options);
  // ora takes Node's own stream, which is what a terminal's is.
  const spinner = ora({
    stream: io.stderr as unknown as NodeJS.WritableStream,
    discardStdin: false,
    hideCursor: true,
    isEnabled: true,
  });
  const running = new Map<string, string>();
  let waiting: string | undefined;

  // No line may be wider than the terminal: ora cannot redraw a line that wraps.
  const room = Math.max(20, (io.stderr.columns ?? 80) - 4);
  const fitted = (line: string): string => (line.length <= room ? line : `${line.slice(0, room - 1)}…`);
  const show = (): void => {
    const lines = [...running.values(), ...(waiting === undefined ? [] : [waiting])];
    const text = lines.map(fitted).join("\n  ");
    if (text === "") spinner.stop();
    else if (spinner.isSpinning) spinner.text = text;
    else spinner.start(text);
  };
  const pass = (event: Event): void => {
    spinner.stop();
    lines.event(event);
    show();
  };

  return {
    event(event) {
      switch (event.type) {
        case "steps":
          return;
        case "step.start":
          running.set(event.step, event.title);
          return show();
        case "step.note":
          running.set(event.step, `${running.get(event.step)?.split(":")[0] ?? event.step}: ${event.text}`);
          return show();
        case "wait":
        case "progress":
          waiting = event.text;
          return show();
        case "step.done":
        case "step.fail":
          running.delete(event.step);
          waiting = undefined;
          return pass(event);
        case "note":
          waiting = undefined;
          return pass(event);
        case "warning":
        case "request":
          return pass(event);
        case "call":
          // Shown with --debug only, which has no spinner.
          return;
      }
    },
    result(value, text) {
      spinner.stop();
      lines.result(value, text);
    },
    item(line) {
      // The wait is over.
      waiting = undefined;
      spinner.stop();
      return lines.item(line);
    },
    close: () => void spinner.stop(),
  };
}
