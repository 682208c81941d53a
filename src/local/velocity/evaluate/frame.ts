import type { Block, Expression, Macro } from "../parse/node.ts";
import type { Value } from "../values/value.ts";

/** The variables that a piece of a template sees; a Map of them, or one seen through something else. */
export interface Variables {
  get(name: string): Value | undefined;
  set(name: string, value: Value): unknown;
  delete(name: string): unknown;
  /** What the caller of a macro wrote for one of its parameters, with dollar sign. */
  written?(reference: string): string | undefined;
}

/** The macros of one rendering, and how deep their calls are nested. */
export interface Macros {
  named: ReadonlyMap<string, Macro>;
  depth: number;
}

/** What runs the parts of a template: blocks hold expressions, and expressions hold blocks. */
export interface Interpreter {
  /** Writes what the statements of the block say into the frame. */
  render(block: Block, frame: Frame): void;
  /** The value of an expression; null for what cannot be computed. */
  evaluate(expression: Expression, frame: Frame): Value;
}

/** One rendering: its variables, its macros, and what it has written so far. */
export interface Frame {
  readonly variables: Variables;
  readonly macros: Macros;
  readonly interpreter: Interpreter;
  text: string;
}

/** An empty frame within another one. */
export function innerFrame({ macros, interpreter }: Frame, variables: Variables): Frame {
  return { variables, macros, interpreter, text: "" };
}
