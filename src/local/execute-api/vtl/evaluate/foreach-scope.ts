import { Signal } from "./signal.ts";
import type { JavaObject, Value } from "../values/value.ts";

/** `$foreach` inside a loop: index, count, hasNext, first, last, parent, topmost, and stop(). */
export class ForeachScope implements JavaObject {
  readonly parent: Value;
  index = -1n;
  hasNext = false;

  constructor(parent: Value) {
    this.parent = parent;
  }

  property(name: string): Value {
    switch (name) {
      case "index":
        return this.index;
      case "count":
        return this.index + 1n;
      case "hasNext":
        return this.hasNext;
      case "first":
        return this.index < 1n;
      case "last":
        return !this.hasNext;
      case "parent":
        return this.parent instanceof ForeachScope ? this.parent : null;
      case "topmost":
        return this.parent instanceof ForeachScope ? this.parent.property("topmost") : this;
      default:
        return null;
    }
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    if (args.length > 0) return undefined;
    if (name === "stop") throw new Signal("break", this);
    if (name === "hasNext" || name === "isFirst" || name === "isLast") return this.property(getter(name, "is"));
    return /^(?:get|is)[A-Z]/.test(name) ? this.property(getter(name, "get")) : undefined;
  }

  print(): string {
    return "{}";
  }
}

function getter(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.charAt(prefix.length).toLowerCase() + name.slice(prefix.length + 1) : name;
}
