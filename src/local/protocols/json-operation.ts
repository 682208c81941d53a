import type { Operation, Scope } from "../account/scope.ts";
import type { Dialect } from "../shape/shape.ts";
import { readInput, structure } from "../shape/structure.ts";
import type { Members, Of } from "../shape/structure.ts";
import { jsonDialect } from "./json-dialect.ts";

/** An operation by name. Its input is what the wire said, not checked; blobs and times of its output are Buffers and Dates. */
export interface JsonOperation {
  readonly name: string;
  readonly run: Operation<unknown, unknown>;
}

/** Puts an operation together: its name, the members of its input, its work, and how the service words what is wrong with an
 * input. */
export function jsonOperation<M extends Members>(
  name: string,
  members: M,
  work: (scope: Scope, input: Of<M>) => unknown,
  dialect: Dialect = jsonDialect,
): JsonOperation {
  const shape = structure(members);
  return { name, run: (scope, given) => work(scope, readInput(shape, given, dialect)) };
}
