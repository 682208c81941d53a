import { memoize } from "../memoize.ts";
import { withBudget } from "./budget.ts";
import { renderBlock } from "./evaluate/block.ts";
import { evaluate } from "./evaluate/expression.ts";
import type { Frame, Interpreter } from "./evaluate/frame.ts";
import { Signal } from "./evaluate/signal.ts";
import type { Template } from "./parse/node.ts";
import { parseTemplate } from "./parse/template.ts";
import { TemplateError } from "./template-error.ts";
import type { Value } from "./values/value.ts";

const parsed = memoize(1000, parseOrError);
const interpreter: Interpreter = { render: renderBlock, evaluate };

/** What a mapping template writes with these variables (names without dollar sign), as API Gateway's Velocity 1.7 does; what it
 * sets is in them afterwards. A longer payload (`length` characters) gets more time. Templates are parsed once and kept by
 * their text. Throws TemplateError. */
export function render(template: string, variables: Map<string, Value>, length = 0): string {
  const found = parse(template);
  const frame: Frame = { variables, macros: { named: found.macros, depth: 0 }, interpreter, text: "" };
  try {
    withBudget(found, length, () => renderBlock(found.body, frame));
  } catch (error) {
    if (error instanceof RangeError) throw new TemplateError(error.message);
    if (!(error instanceof Signal)) throw error;
  }
  return frame.text;
}

function parse(template: string): Template {
  const found = parsed(template);
  if (found instanceof TemplateError) throw found;
  return found;
}

function parseOrError(template: string): Template | TemplateError {
  try {
    return parseTemplate(template);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    // Nested deeper than the stack allows.
    if (error instanceof RangeError) return new TemplateError(error.message);
    throw error;
  }
}
