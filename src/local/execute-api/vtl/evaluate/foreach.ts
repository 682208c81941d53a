import type { Statement } from "../parse/node.ts";
import type { Value } from "../values/value.ts";
import { renderBlock } from "./block.ts";
import { evaluate } from "./expression.ts";
import { ForeachScope } from "./foreach-scope.ts";
import type { Frame } from "./frame.ts";
import { JavaIterator } from "../values/iterator.ts";
import { Signal } from "./signal.ts";

/** API Gateway's limit on the iterations of one loop; what comes after is left out. */
const mostIterations = 1000;

/** `#foreach`: over the items of a list, the values of a map, or nothing for all else. */
export function renderForeach(loop: Extract<Statement, { type: "foreach" }>, frame: Frame): void {
  const items = iterable(evaluate(loop.list, frame));
  if (items === undefined) return;
  const { variables } = frame;
  const names = [loop.item, "foreach", "velocityCount", "velocityHasNext"];
  const saved = names.map((name) => variables.get(name) ?? null);
  const scope = new ForeachScope(saved[1] ?? null);
  try {
    const count = Math.min(items.length, mostIterations);
    for (let at = 0; at < count; at++) {
      scope.index = BigInt(at);
      scope.hasNext = at + 1 < items.length;
      variables.set("foreach", scope);
      variables.set("velocityCount", scope.index + 1n);
      variables.set("velocityHasNext", scope.hasNext);
      variables.set(loop.item, items[at] ?? null);
      renderBlock(loop.body, frame);
    }
  } catch (signal) {
    const ours = signal instanceof Signal && signal.type === "break" && (signal.scope ?? scope) === scope;
    if (!ours) throw signal;
  } finally {
    names.forEach((name, at) => variables.set(name, saved[at] ?? null));
  }
}

function iterable(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value.slice();
  if (value instanceof Map) return [...value.values()];
  return value instanceof JavaIterator ? value.rest() : undefined;
}
