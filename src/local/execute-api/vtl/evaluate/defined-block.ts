import type { Block } from "../parse/node.ts";
import type { JavaObject, Value } from "../values/value.ts";
import { captured } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { renderBlock } from "./block.ts";
import { Signal } from "./signal.ts";

const deepest = 2;

/** What `#define` leaves in its variable: a block that renders each time it is printed, at most twice inside itself. */
export class DefinedBlock implements JavaObject {
  readonly #body: Block;
  readonly #frame: Frame;
  #depth = 0;

  constructor(body: Block, frame: Frame) {
    this.#body = body;
    this.#frame = frame;
  }

  property(): Value {
    return null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    return name === "toString" && args.length === 0 ? this.print() : undefined;
  }

  print(): string {
    if (this.#depth >= deepest) return "";
    this.#depth++;
    try {
      return captured(this.#frame, (inner) => {
        try {
          renderBlock(this.#body, inner);
        } catch (signal) {
          if (!(signal instanceof Signal) || signal.type === "stop" || signal.scope !== undefined) throw signal;
        }
      });
    } finally {
      this.#depth--;
    }
  }
}
