import type { Macro } from "../parse/node.ts";
import type { Value } from "../values/value.ts";

/** The variables that a piece of a template sees; a Map of them, or one seen through something else. */
export interface Variables {
  get(name: string): Value | undefined;
  set(name: string, value: Value): unknown;
  delete(name: string): unknown;
  /** What the caller of a macro wrote for one of its parameters, with dollar sign. */
  written?(reference: string): string | undefined;
}

/** The macros of one rendering, and how many of them are under way. */
export interface Macros {
  named: ReadonlyMap<string, Macro>;
  depth: number;
}

/** One rendering: its variables, its macros, and what it has written so far. */
export interface Frame {
  readonly variables: Variables;
  readonly macros: Macros;
  text: string;
}
