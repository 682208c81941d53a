import { callMethod } from "../methods/dispatch.ts";
import { print } from "../values/print.ts";
import type { JavaObject, Value } from "../values/value.ts";

/** `$foreach` inside a loop: index, count, hasNext, first, last, parent, topmost; and a map for whatever a template puts in. */
export class ForeachScope implements JavaObject {
  readonly parent: ForeachScope | null;
  /** What `$foreach` was before, when that was no loop. */
  readonly replaced: Value;
  index = -1n;
  hasNext = false;
  readonly #stored = new Map<Value, Value>();

  constructor(before: Value) {
    this.parent = before instanceof ForeachScope ? before : null;
    this.replaced = this.parent === null ? before : null;
  }

  property(name: string): Value {
    const getter = own(getters, name) ?? own(getters, name.charAt(0).toLowerCase() + name.slice(1));
    return getter === undefined ? this.get(name) : getter(this);
  }

  /** What a template has put into this loop's scope, or into that of a loop around it. */
  get(key: Value): Value {
    const found = this.#stored.get(key) ?? null;
    return found === null && this.parent !== null && !this.#stored.has(key) ? this.parent.get(key) : found;
  }

  set(key: Value, value: Value): void {
    this.#stored.set(key, value);
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    if (name === "get" && args.length === 1) return this.get(args[0] ?? null);
    const getter = args.length > 0 ? undefined : own(methods, name);
    return getter === undefined ? callMethod(this.#stored, name, args) : getter(this);
  }

  print(): string {
    return print(this.#stored);
  }
}

type Getter = (scope: ForeachScope) => Value;

const getters: Readonly<Record<string, Getter>> = {
  index: ({ index }) => index,
  count: ({ index }) => index + 1n,
  hasNext: ({ hasNext }) => hasNext,
  first: ({ index }) => index < 1n,
  last: ({ hasNext }) => !hasNext,
  parent: ({ parent }) => parent,
  topmost: (scope) => topmost(scope),
  replaced: (scope) => replaced(scope),
};

const methods: Readonly<Record<string, Getter>> = {
  ...Object.fromEntries(
    Object.entries(getters).map(([name, getter]) => [`get${name.charAt(0).toUpperCase()}${name.slice(1)}`, getter]),
  ),
  hasNext: ({ hasNext }) => hasNext,
  isFirst: ({ index }) => index < 1n,
  isLast: ({ hasNext }) => !hasNext,
};

function topmost(scope: ForeachScope): ForeachScope {
  return scope.parent === null ? scope : topmost(scope.parent);
}

function replaced(scope: ForeachScope): Value {
  return scope.replaced === null && scope.parent !== null ? replaced(scope.parent) : scope.replaced;
}

function own(getter: Readonly<Record<string, Getter>>, name: string): Getter | undefined {
  return Object.hasOwn(getter, name) ? getter[name] : undefined;
}
