import type { Value } from "../values/value.ts";

/** `?(…)`: does a value of the list belong to the result? */
export type Filter = (value: Value, root: Value) => boolean;

/** One step of a JSON path. */
export type Step =
  | { readonly type: "names"; readonly names: readonly string[] }
  | { readonly type: "indices"; readonly indices: readonly number[] }
  | { readonly type: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly type: "wildcard" }
  | { readonly type: "filter"; readonly filter: Filter }
  /** `..`: the values themselves and all below them. */
  | { readonly type: "deep" }
  | { readonly type: "function"; readonly name: string };

/** A JSON path. */
export type Path = readonly Step[];

/** Does the path lead to at most one value? */
export function isDefinite(path: Path): boolean {
  return path.every(
    (step) =>
      step.type === "names" || (step.type === "indices" && step.indices.length === 1) || step.type === "function",
  );
}
