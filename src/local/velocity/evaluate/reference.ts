import type { Accessor, Expression, Reference } from "../parse/node.ts";
import { callMethod, readIndex, readProperty, writeIndex, writeProperty } from "../methods/dispatch.ts";
import type { Value } from "../values/value.ts";
import type { Owner } from "../methods/dispatch.ts";
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

/** `#set` of a member: of what the rest of the reference leads to. Does nothing where that is null. */
export function assign({ name, path }: Reference, value: Value, frame: Frame): void {
  let owner: Value = frame.variables.get(name) ?? null;
  for (const accessor of path.slice(0, -1)) {
    if (owner === null) return;
    owner = step(owner, accessor, frame);
  }
  const last = path.at(-1);
  if (owner === null || last === undefined) return;
  if (last.type === "index") writeIndex(owner, evaluate(last.key, frame), value);
  else writeProperty(owner, last.name, value);
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

function evaluate(expression: Expression, frame: Frame): Value {
  return frame.interpreter.evaluate(expression, frame);
}
