import { spend, spendText } from "../budget.ts";
import type { Block, Reference, Statement } from "../parse/node.ts";
import { parseTemplate } from "../parse/template.ts";
import { TemplateError } from "../template-error.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { renderCall } from "./call.ts";
import { DefinedBlock } from "./defined-block.ts";
import { evaluate, isTrue } from "./expression.ts";
import { renderForeach } from "./foreach.ts";
import { ForeachScope } from "./foreach-scope.ts";
import type { Frame } from "./frame.ts";
import { assign, resolve } from "./reference.ts";
import { Signal } from "./signal.ts";

const deepestDefinition = 2;

/** Writes what the statements say into the frame. */
export function renderBlock(block: Block, frame: Frame): void {
  for (const statement of block) render(statement, frame);
}

function render(statement: Statement, frame: Frame): void {
  spend(1);
  switch (statement.type) {
    case "text":
      frame.text += statement.text;
      return;
    case "output":
      return renderReference(statement.reference, frame);
    case "set": {
      // Velocity leaves the variable as it was when the right side is null.
      const value = evaluate(statement.value, frame);
      if (value === null) return;
      if (statement.target.path.length === 0) frame.variables.set(statement.name, value);
      else assign(statement.target, value, frame);
      return;
    }
    case "if": {
      for (const { condition, body } of statement.branches) {
        if (condition === undefined || isTrue(condition, frame)) return renderBlock(body, frame);
      }
      return;
    }
    case "foreach":
      return renderForeach(statement, frame);
    case "define":
      frame.variables.set(statement.name, new DefinedBlock(statement.body, frame, deepestDefinition));
      return;
    case "call":
      return renderCall(statement, frame);
    case "evaluate":
      return renderEvaluate(evaluate(statement.source, frame), frame);
    case "load":
      return renderLoad(statement, frame);
    case "stop":
      if (statement.message !== undefined) evaluate(statement.message, frame);
      throw new Signal("stop");
    case "break":
      throw new Signal("break", statement.scope === undefined ? undefined : scopeOf(evaluate(statement.scope, frame)));
  }
}

function renderReference(reference: Reference, frame: Frame): void {
  if (reference.form !== "reference") {
    frame.text += reference.form === "bare" ? reference.name : reference.nullText;
    return;
  }
  const value = resolve(reference, frame);
  if (reference.escaped) {
    frame.text += `${reference.prefix}${value === null ? "\\" : ""}${nullText(reference, frame)}`;
    return;
  }
  if (value instanceof DefinedBlock) {
    // Nested too deeply it has no text, but it is not null either.
    if (!value.render(frame)) frame.text += reference.prefix + nullText(reference, frame);
    return;
  }
  // API Gateway prints nothing for null, where Velocity would print the reference itself.
  const text = value === null ? "" : print(value);
  spendText(text.length);
  frame.text += reference.prefix + text;
}

function nullText({ nullText: text }: Reference, { variables }: Frame): string {
  return variables.written?.(text) ?? text;
}

/** `#evaluate`: the value is a template with the same variables; `#stop` and `#break` in it end only this template. */
function renderEvaluate(source: Value, frame: Frame): void {
  if (source === null) return;
  const text = print(source);
  spendText(text.length);
  // Its macros must not become part of the template, which is shared.
  const { body, macros } = parseTemplate(text, new Map(frame.macros.named));
  frame.macros.named = macros;
  try {
    renderBlock(body, frame);
  } catch (signal) {
    if (!(signal instanceof Signal) || signal.scope !== undefined) throw signal;
  }
}

/** `#parse` and `#include`: API Gateway has no other templates, so they work only with null. */
function renderLoad({ directive, sources }: Extract<Statement, { type: "load" }>, frame: Frame): void {
  const isParse = directive === "parse";
  for (const source of isParse ? sources.slice(0, 1) : sources) {
    if (evaluate(source, frame) !== null) throw new TemplateError(`There is no template for #${directive}`);
    if (isParse) return;
    if (source.type !== "reference") throw new TemplateError(`#${directive} takes texts and references`);
    frame.text += `<!-- include error : error with arg ${sources.indexOf(source)} please see log. see error log -->`;
  }
  if (isParse) throw new TemplateError(`#${directive} needs the name of a template`);
}

function scopeOf(value: Value): ForeachScope {
  if (value instanceof ForeachScope) return value;
  throw new TemplateError("#break takes a scope such as $foreach");
}
