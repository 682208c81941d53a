import type { Event, Outcome } from "../engine/events.ts";
import { paint } from "./paint.ts";

/** The mark that begins a step's line. */
const MARK: Readonly<Record<Outcome, string>> = {
  created: "+",
  repaired: "~",
  unchanged: "=",
  removed: "-",
  absent: "=",
  kept: "!",
};

const COLOUR = {
  created: "green",
  repaired: "yellow",
  unchanged: "gray",
  removed: "red",
  absent: "gray",
  kept: "yellow",
} as const satisfies Readonly<Record<Outcome, string>>;

/** The line of a finished step: "+ Kinesis stream orders: created". */
export function doneLine(event: Event & { type: "step.done" }, colour: boolean): string {
  const detail = event.detail === undefined ? "" : ` (${event.detail})`;
  // A change that the user asked for is not a repair to them.
  const outcome = event.outcome === "repaired" ? "changed" : event.outcome;
  const words = `${event.title}: ${outcome}${detail}`;
  return `${paint(COLOUR[event.outcome], MARK[event.outcome], colour)} ${words}`;
}

/** The line of an AWS call, for --debug. */
export function callLine(event: Event & { type: "call" }): string {
  const tries = event.attempts === 1 ? "1 attempt" : `${event.attempts} attempts`;
  const parts = [event.operation, String(event.status ?? "no answer"), tries, `${event.ms} ms`];
  if (event.requestId !== undefined) parts.push(event.requestId);
  if (event.error !== undefined) parts.push(event.error);
  return `debug: ${parts.join(", ")}`;
}
