import type { Scope } from "../../account/scope.ts";
import { shapedOperation, queryOperation } from "../../protocols/query.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import type { Shape } from "../../shape/shape.ts";
import { both, required, structure } from "../../shape/structure.ts";
import type { Members, Of } from "../../shape/structure.ts";
import { allOf, arnOf, find, resourceOf } from "../kind.ts";
import type { Kind } from "../kind.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import type { Named } from "../store.ts";

/** What an operation does with the one that its input names. */
export type Work<T, M extends Members> = (scope: Scope, one: T, input: Of<M>) => XmlMembers | undefined;

/** An operation about the one that the parameter of its kind, such as `RoleName`, names. */
export function about<T extends Named, M extends Members>(
  kind: Kind<T>,
  name: string,
  members: M,
  work: Work<T, M>,
): QueryOperation {
  return shapedOperation(
    name,
    both(nameOf(kind, name), structure(members)),
    (scope, [named, input]) => work(scope, find(kind, scope, named), input),
    (scope, [named]) => resourceOf(kind, scope, named),
  );
}

/** The same for one that is to be changed, which is refused for what only AWS may change. */
export function change<T extends Named, M extends Members>(
  kind: Kind<T>,
  name: string,
  members: M,
  work: Work<T, M>,
): QueryOperation {
  return about(kind, name, members, (scope, one, input) => {
    kind.protect?.(one);
    return work(scope, one, input);
  });
}

/** An operation that lists a kind by name, below a path. */
export function listOf<T extends Named>(kind: Kind<T>, show: (scope: Scope, one: T) => XmlMembers): QueryOperation {
  return queryOperation(
    `List${kind.word}s`,
    { PathPrefix: parameter.pathPrefix, ...parameter.paging },
    (scope, input) => {
      const { items, end } = page(allOf(kind, scope.account, input.PathPrefix), input, ({ name }) => name);
      return { [`${kind.word}s`]: items.map((one) => show(scope, one)), ...end };
    },
    (scope) => arnOf(kind, scope, ""),
  );
}

function nameOf<T extends Named>({ word, name }: Kind<T>, operation: string): Shape<string> {
  const member = `${word}Name`;
  const shape = structure({ [member]: required(name(operation)) });
  return {
    read: (value, at, reading) => shape.read(value, at, reading)[member] ?? "",
    show: (value) => value,
  };
}
