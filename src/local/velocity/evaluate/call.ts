import { spendText } from "../budget.ts";
import type { Call } from "../parse/node.ts";
import { TemplateError } from "../template-error.ts";
import { DefinedBlock } from "./defined-block.ts";
import { innerFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { MacroVariables } from "./macro-variables.ts";
import { isBreak } from "./signal.ts";

const deepest = 20;

/** `#name(…)`: what the macro writes, or the text of the call where there is no such macro. Throws TemplateError when macros
 * call each other too deep. */
export function renderCall({ name, args, body, text, word }: Call, frame: Frame): void {
  const { macros } = frame;
  const macro = macros.named.get(name);
  if (macro === undefined) {
    frame.text += text;
    return;
  }
  if (word !== undefined) throw new TemplateError(`Invalid argument "${word}" of #${name}`);
  const variables = new MacroVariables(frame);
  macro.parameters.forEach((parameter, at) => {
    const argument = args[at];
    if (argument !== undefined) variables.pass(parameter, argument);
  });
  if (macros.depth === deepest) throw new TemplateError(`More than ${deepest} macros inside each other, in #${name}`);
  const inner = innerFrame(frame, variables);
  if (body !== undefined) variables.hold("bodyContent", new DefinedBlock(body, frame, deepest));
  macros.depth++;
  try {
    frame.interpreter.render(macro.body, inner);
  } catch (signal) {
    if (!isBreak(signal)) throw signal;
  } finally {
    macros.depth--;
    spendText(inner.text.length);
    frame.text += inner.text;
  }
}
