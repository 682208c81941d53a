import type { Block } from "../parse/node.ts";
import type { JavaObject, Value } from "../values/value.ts";
import { innerFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { isBreak } from "./signal.ts";

/** What `#define` leaves in its variable, and `$bodyContent`: a block that renders each time it is printed, nested in itself up
 * to a limit. */
export class DefinedBlock implements JavaObject {
  readonly #body: Block;
  readonly #frame: Frame;
  readonly #deepest: number;
  #depth = 0;

  constructor(body: Block, frame: Frame, deepest: number) {
    this.#body = body;
    this.#frame = frame;
    this.#deepest = deepest;
  }

  /** Writes the block with the variables of the frame that prints it. False when it is nested too deeply. */
  render(frame: Frame): boolean {
    if (this.#depth >= this.#deepest) return false;
    this.#depth++;
    try {
      frame.interpreter.render(this.#body, frame);
    } catch (signal) {
      if (!isBreak(signal)) throw signal;
    }
    this.#depth--;
    return true;
  }

  /** Its text; undefined when it is nested too deeply. */
  toText(): string | undefined {
    const inner = innerFrame(this.#frame, this.#frame.variables);
    return this.render(inner) ? inner.text : undefined;
  }

  property(): Value {
    return null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    return name === "toString" && args.length === 0 ? (this.toText() ?? null) : undefined;
  }

  print(): string {
    return this.toText() ?? "null";
  }
}
