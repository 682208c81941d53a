import type { Event, Reporter } from "../../src/engine/events.ts";

/** A reporter that keeps what it is told. */
export interface RecordingReporter extends Reporter {
  readonly events: readonly Event[];
  /** What `result` and `item` were given. */
  readonly answers: readonly { readonly value: unknown; readonly lines: readonly string[] }[];
  /** The texts of the notes, warnings or waits. */
  texts(type: "note" | "warning" | "wait" | "step.note"): readonly string[];
}

export function recordingReporter(): RecordingReporter {
  const events: Event[] = [];
  const answers: { readonly value: unknown; readonly lines: readonly string[] }[] = [];
  return {
    events,
    answers,
    texts: (type) => events.flatMap((event) => (event.type === type && "text" in event ? [event.text] : [])),
    event: (event) => void events.push(event),
    result: (value, lines) => void answers.push({ value, lines }),
    item: async (line) => void answers.push({ value: line, lines: [] }),
    close() {},
  };
}
