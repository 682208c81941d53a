import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import type { Dialect } from "../../shape/shape.ts";
import { readInput, structure } from "../../shape/structure.ts";
import type { Members, Of } from "../../shape/structure.ts";
import { deniedWords } from "../../policy/denial.ts";

/** An operation of a service that speaks several protocols: `dialect` is that of the request. Times of its output are Dates, and
 * undefined is no output at all. */
export interface WireOperation {
  readonly name: string;
  /** `action` is the permission that the caller needs, such as `cloudwatch:PutMetricAlarm`. */
  readonly run: (scope: Scope, given: unknown, dialect: Dialect, action: string) => object | undefined;
}

/** Puts an operation together: its name, the members of its input, the work, and the resource, or each, on which the caller needs
 * permission ("*" when left out). */
export function wireOperation<M extends Members>(
  name: string,
  members: M,
  work: (scope: Scope, input: Of<M>) => object | undefined,
  resource: (scope: Scope, input: Of<M>) => string | readonly string[] = () => "*",
): WireOperation {
  const shape = structure(members);
  return {
    name,
    run(scope, given, dialect, action) {
      const input = readInput(shape, given, dialect);
      for (const one of [resource(scope, input)].flat()) demand(scope, action, one);
      return work(scope, input);
    },
  };
}

function demand({ caller }: Scope, action: string, resource: string): void {
  if (caller.allows(action, resource)) return;
  const words = deniedWords(caller, action, resource);
  // CloudWatch names no resource where the permission is on all of them, unlike others.
  throw new Fault("AccessDeniedException", words.replace(" on resource: *", ""), 403);
}
