import type { Value } from "../values/value.ts";

/** One rendering: its variables, and what it has written so far. */
export interface Frame {
  readonly variables: Map<string, Value>;
  text: string;
}

/** Renders into a text of its own, with the same variables. */
export function captured(frame: Frame, work: (inner: Frame) => void): string {
  const inner: Frame = { variables: frame.variables, text: "" };
  work(inner);
  return inner.text;
}
