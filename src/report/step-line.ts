import { styleText } from "node:util";
import type { Event, Outcome } from "../engine/events.ts";

export const MARK: Readonly<Record<Outcome, string>> = {
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

/** The line that is kept of a step: "+ Kinesis stream orders: created". */
export function doneLine(event: Event & { type: "step.done" }, colour: boolean): string {
  const detail = event.detail === undefined ? "" : ` (${event.detail})`;
  // What was asked for is no repair to the one who asked.
  const outcome = event.outcome === "repaired" ? "changed" : event.outcome;
  const words = `${event.title}: ${outcome}${detail}`;
  return `${paint(COLOUR[event.outcome], MARK[event.outcome], colour)} ${words}`;
}

/** One AWS call, for --debug. */
export function callLine(event: Event & { type: "call" }): string {
  const tries = event.attempts === 1 ? "1 attempt" : `${event.attempts} attempts`;
  const parts = [event.operation, String(event.status ?? "no answer"), tries, `${event.ms} ms`];
  if (event.requestId !== undefined) parts.push(event.requestId);
  if (event.error !== undefined) parts.push(event.error);
  return `debug: ${parts.join(", ")}`;
}

type Colour = "green" | "yellow" | "gray" | "red" | "cyan" | "bold";

export function paint(colour: Colour, text: string, on: boolean): string {
  return on ? styleText(colour, text, { validateStream: false }) : text;
}
