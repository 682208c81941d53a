import { TemplateError } from "../template-error.ts";
import type { Value } from "../values/value.ts";

/** `?(…)`: does a value belong to the result? */
export type Filter = (value: Value, root: Value) => boolean;

/** An argument of a function: JSON, or what a path leads to. */
export interface Argument {
  readonly value: (root: Value) => Value | undefined;
  /** What `length` counts the items of. */
  readonly counted: (root: Value) => Value | undefined;
}

/** One step of a JSON path. */
export type Step =
  | { readonly type: "names"; readonly names: readonly string[] }
  | { readonly type: "indices"; readonly indices: readonly number[] }
  | { readonly type: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly type: "wildcard" }
  | { readonly type: "filter"; readonly filter: Filter }
  /** `..`: the step behind it is tried on the value itself and on all below it. */
  | { readonly type: "deep" }
  | { readonly type: "function"; readonly name: string; readonly args: readonly Argument[] };

/** A JSON path. */
export interface Path {
  readonly steps: readonly Step[];
  /** For each step: do those before it lead to at most one value? */
  readonly isSingle: readonly boolean[];
  /** Does the whole path? */
  readonly isDefinite: boolean;
}

/** A path that cannot be read, or not from this value. A filter that meets it takes nothing. */
export class InvalidPath extends TemplateError {}

/** The path of these steps. A function behind `..` gets as its argument what the steps before it lead to. */
export function pathOf(steps: readonly Step[]): Path {
  const isSingle: boolean[] = [];
  let single = true;
  for (const [at, step] of steps.entries()) {
    isSingle.push(single);
    single &&= leadsToOne(step, at === steps.length - 1);
  }
  return { steps, isSingle, isDefinite: single };
}

/** Several names make one object at the end of a path, and several values in the middle of it. */
export function leadsToOne(step: Step, isLast: boolean): boolean {
  switch (step.type) {
    case "names":
      return isLast || step.names.length === 1;
    case "indices":
      return step.indices.length === 1;
    case "function":
      return true;
    default:
      return false;
  }
}
