import type { Foreach } from "../parse/node.ts";
import { TemplateError } from "../template-error.ts";
import { iterate } from "../values/iterate.ts";
import type { Value } from "../values/value.ts";
import { evaluate } from "./expression.ts";
import { ForeachScope } from "./foreach-scope.ts";
import type { Frame, Interpreter, Variables } from "./frame.ts";
import { NullHolder } from "./null-holder.ts";
import { Signal } from "./signal.ts";

/** API Gateway's limit on the iterations of one loop; what comes after is left out. */
const mostIterations = 1000;

/** `#foreach`: over the items of a list, the values of a map, or nothing for all else. */
export function renderForeach({ item, list, body }: Foreach, frame: Frame): void {
  if (list === undefined) throw new TemplateError("#foreach needs a list");
  const items = iterate(evaluate(list, frame));
  if (items === undefined) return;
  const { variables } = frame;
  const saved = [item, "velocityCount", "velocityHasNext"].map((name) => [name, variables.get(name) ?? null] as const);
  const scope = new ForeachScope(variables.get("foreach") ?? null);
  variables.set("foreach", scope);
  let nullFrame: NullFrame | undefined;
  try {
    for (let count = 1n; count <= mostIterations && items.hasNext; count++) {
      variables.set("velocityCount", count);
      const value = items.next();
      variables.set("velocityHasNext", items.hasNext);
      variables.set(item, value);
      scope.index++;
      scope.hasNext = items.hasNext;
      const inner = value === null ? (nullFrame ??= new NullFrame(frame, item)) : frame;
      inner.interpreter.render(body, inner);
    }
  } catch (signal) {
    const ours = signal instanceof Signal && signal.type === "break" && (signal.scope ?? scope) === scope;
    if (!ours) {
      if (signal instanceof Signal) restore(variables, saved);
      throw signal;
    }
  }
  restore(variables, saved);
}

/** A frame with a null item, which writes into the frame it is made of. */
class NullFrame implements Frame {
  readonly variables: NullHolder;
  readonly macros: Frame["macros"];
  readonly interpreter: Interpreter;
  readonly #frame: Frame;

  constructor(frame: Frame, item: string) {
    this.variables = new NullHolder(frame.variables, item);
    this.macros = frame.macros;
    this.interpreter = frame.interpreter;
    this.#frame = frame;
  }

  get text(): string {
    return this.#frame.text;
  }

  set text(text: string) {
    this.#frame.text = text;
  }
}

function restore(variables: Variables, saved: readonly (readonly [name: string, value: Value])[]): void {
  for (const [name, value] of saved) {
    if (value !== null) variables.set(name, value);
    else variables.delete(name);
  }
  const scope = variables.get("foreach") ?? null;
  if (scope === null) throw new TemplateError("$foreach is gone at the end of its loop");
  // What a template itself puts into $foreach stays.
  if (!(scope instanceof ForeachScope)) return;
  const before = scope.parent ?? (scope.property("replaced") as Value);
  if (before !== null) variables.set("foreach", before);
  else variables.delete("foreach");
}
