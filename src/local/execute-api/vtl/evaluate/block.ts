import type { Block, Statement } from "../parse/node.ts";
import { print } from "../values/print.ts";
import { DefinedBlock } from "./defined-block.ts";
import { evaluate, isTrue } from "./expression.ts";
import { renderForeach } from "./foreach.ts";
import { ForeachScope } from "./foreach-scope.ts";
import type { Frame } from "./frame.ts";
import { assign, resolve } from "./reference.ts";
import { Signal } from "./signal.ts";
import type { Reference } from "../parse/node.ts";
import { TemplateError } from "../template-error.ts";

/** Writes what the statements say into the frame. */
export function renderBlock(block: Block, frame: Frame): void {
  for (const statement of block) render(statement, frame);
}

function render(statement: Statement, frame: Frame): void {
  switch (statement.type) {
    case "text":
      frame.text += statement.text;
      return;
    case "output":
      return renderReference(statement.reference, frame);
    case "set": {
      // Velocity leaves the variable as it was when the right side is null.
      const value = evaluate(statement.value, frame);
      if (value !== null) assign(statement.target, value, frame);
      return;
    }
    case "if": {
      const branch = statement.branches.find(({ condition }) => condition === undefined || isTrue(condition, frame));
      return branch === undefined ? undefined : renderBlock(branch.body, frame);
    }
    case "foreach":
      return renderForeach(statement, frame);
    case "define":
      frame.variables.set(statement.name, new DefinedBlock(statement.body, frame));
      return;
    case "stop":
      throw new Signal("stop");
    case "break":
      throw new Signal("break", statement.scope === undefined ? undefined : scopeOf(evaluate(statement.scope, frame)));
  }
}

function renderReference(reference: Reference, frame: Frame): void {
  const value = resolve(reference, frame);
  if (reference.escaped) frame.text += `${reference.prefix}${value === null ? "\\" : ""}${reference.source}`;
  // API Gateway prints nothing for null, where Velocity would print the reference itself.
  else frame.text += reference.prefix + (value === null ? "" : print(value));
}

function scopeOf(value: unknown): ForeachScope {
  if (value instanceof ForeachScope) return value;
  throw new TemplateError("#break takes a scope such as $foreach");
}
