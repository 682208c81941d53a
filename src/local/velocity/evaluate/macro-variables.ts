import type { Expression } from "../parse/node.ts";
import type { Value } from "../values/value.ts";
import type { Frame, Variables } from "./frame.ts";

/** What a macro sees: its parameters stand for what the caller wrote, computed by the caller's variables each time they are
 * asked for; all else is the caller's. What the macro sets, the caller has too. */
export class MacroVariables implements Variables {
  readonly #caller: Frame;
  readonly #own = new Map<string, Value>();
  readonly #passed = new Map<string, Expression>();
  readonly #written = new Map<string, string>();

  constructor(caller: Frame) {
    this.#caller = caller;
  }

  /** Binds a parameter to an argument. Constants other than strings are evaluated once. */
  pass(parameter: string, argument: Expression): void {
    const isFixed = argument.type === "word" || (argument.type === "constant" && typeof argument.value !== "string");
    if (isFixed) {
      this.hold(parameter, this.#evaluate(argument));
      return;
    }
    this.#passed.set(parameter, argument);
    this.#written.set(`$${parameter}`, argument.source);
  }

  /** Sets a variable of the macro alone. */
  hold(name: string, value: Value): void {
    this.#own.set(name, value);
  }

  get(name: string): Value | undefined {
    const own = this.#own.get(name) ?? null;
    if (own !== null) return own;
    const passed = this.#passed.get(name);
    if (passed === undefined) return this.#caller.variables.get(name);
    if (passed.type === "reference" && passed.path.length === 0) return this.#caller.variables.get(passed.name);
    return this.#evaluate(passed);
  }

  set(name: string, value: Value): void {
    this.#own.set(name, value);
    this.#caller.variables.set(name, value);
  }

  delete(name: string): void {
    this.#own.delete(name);
    this.#passed.delete(name);
    this.#caller.variables.delete(name);
  }

  #evaluate(expression: Expression): Value {
    return this.#caller.interpreter.evaluate(expression, this.#caller);
  }

  written(reference: string): string | undefined {
    return this.#written.get(reference) ?? this.#caller.variables.written?.(reference);
  }
}
