import type { Accessor, Reference } from "../parse/node.ts";
import { callMethod, readIndex, readProperty, writeIndex, writeProperty } from "../methods/dispatch.ts";
import type { Value } from "../values/value.ts";
import type { Owner } from "../methods/dispatch.ts";
import { evaluate } from "./expression.ts";
import type { Frame } from "./frame.ts";

/** The value of a reference; null as soon as one step of it gives none. */
export function resolve(reference: Reference, frame: Frame): Value {
  let value: Value = frame.variables.get(reference.name) ?? null;
  for (const accessor of reference.path) {
    if (value === null) return null;
    value = step(value, accessor, frame);
  }
  return value;
}

/** `#set`: a variable, or a member of what the rest of the reference leads to. Does nothing where that is null. */
export function assign(target: Reference, value: Value, frame: Frame): void {
  const last = target.path.at(-1);
  if (last === undefined) {
    frame.variables.set(target.name, value);
    return;
  }
  const owner = resolve({ ...target, path: target.path.slice(0, -1) }, frame);
  if (owner === null) return;
  if (last.type === "index") writeIndex(owner, evaluate(last.key, frame), value);
  else if (last.type === "property") writeProperty(owner, last.name, value);
}

function step(owner: Owner, accessor: Accessor, frame: Frame): Value {
  switch (accessor.type) {
    case "property":
      return readProperty(owner, accessor.name);
    case "index":
      return readIndex(owner, evaluate(accessor.key, frame));
    case "method":
      return callMethod(
        owner,
        accessor.name,
        accessor.args.map((arg) => evaluate(arg, frame)),
      );
  }
}
