import type { ExecutionLog, Kind } from "../execution-log.ts";
import type { LogEvent } from "../../account/log-sink.ts";

const longest = 1024;

/** The execution log of a request to a stage: at the level ERROR only of those that fail, bodies and headers only with data
 * trace. */
export class LiveLog implements ExecutionLog {
  readonly #requestId: string;
  readonly #now: () => number;
  readonly #level: "ERROR" | "INFO";
  readonly #dataTrace: boolean;
  readonly #events: LogEvent[] = [];
  #failed = false;

  /** `now` gives milliseconds since 1970. */
  constructor(requestId: string, now: () => number, level: "ERROR" | "INFO", dataTrace: boolean) {
    this.#requestId = requestId;
    this.#now = now;
    this.#level = level;
    this.#dataTrace = dataTrace;
  }

  add(event: string, kind: Kind = "info"): void {
    if (kind === "error") this.#failed = true;
    if (kind === "data" && !this.#dataTrace) return;
    if (kind === "info" && this.#level === "ERROR") return;
    this.#events.push({ timestamp: this.#now(), message: cut(`(${this.#requestId}) ${event}`) });
  }

  /** All events; none where nothing of it is to be logged. */
  get events(): readonly LogEvent[] {
    return this.#level === "ERROR" && !this.#failed ? [] : this.#events;
  }
}

/** Events are cut at 1,024 bytes (developer guide, "CloudWatch log formats"). */
function cut(text: string): string {
  if (text.length * 3 <= longest || Buffer.byteLength(text) <= longest) return text;
  return `${Buffer.from(text)
    .subarray(0, longest)
    .toString("utf8")
    .replace(/\ufffd+$/, "")} [TRUNCATED]`;
}
