const longest = 1024;
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `data` is what a caller or a service sent, `error` why a request failed, `frame` what comes with either. */
export type Kind = "info" | "data" | "error" | "frame";

/** Takes the events of one request. */
export interface ExecutionLog {
  add(event: string, kind?: Kind): void;
}

/** The execution log of one request, as TestInvokeMethod returns it. */
export class TestLog implements ExecutionLog {
  readonly #now: () => number;
  readonly #lines: string[];

  /** `now` gives milliseconds since 1970. */
  constructor(requestId: string, now: () => number) {
    this.#now = now;
    this.#lines = [`Execution log for request ${requestId}`];
  }

  /** Adds an event with the time in front, cut to the size limit of a log event. */
  add(event: string): void {
    const text = event.length > longest ? `${event.slice(0, longest)} [TRUNCATED]` : event;
    this.#lines.push(`${javaDate(this.#now())} : ${text}`);
  }

  /** All lines, each with a line end. */
  toString(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}

const secrets = new Set(["authorization", "x-api-key"]);

/** A secret as API Gateway logs it: stars, and its last six characters. */
export function masked(secret: string): string {
  return secret.length > 6 ? `${"*".repeat(secret.length - 6)}${secret.slice(-6)}` : "*".repeat(secret.length);
}

/** Names and values as Java prints a map: `{a=1, b=2}`, without what is secret. */
export function logged(values: Readonly<Record<string, string | readonly string[]>>): string {
  return `{${Object.entries(values)
    .map(([name, value]) => [name, typeof value === "string" ? value : value.join(",")] as const)
    .map(([name, value]) => `${name}=${secrets.has(name.toLowerCase()) ? masked(value) : value}`)
    .join(", ")}}`;
}

/** Such as `Mon Sep 29 15:04:05 UTC 2025`. */
function javaDate(ms: number): string {
  const date = new Date(ms);
  const time = date.toISOString().slice(11, 19);
  const day = String(date.getUTCDate()).padStart(2, "0");
  return `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${day} ${time} UTC ${date.getUTCFullYear()}`;
}
