import type { Scope } from "../../account/scope.ts";
import { shapedOperation } from "../../protocols/query.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import { both, structure } from "../../shape/structure.ts";
import type { Members } from "../../shape/structure.ts";
import { find, resourceOf } from "../kind.ts";
import { userNameIn, users } from "../kinds.ts";
import type { User } from "../store.ts";
import { userNameOf } from "../user.ts";
import type { Work } from "./about.ts";

/** An operation about the user that its input names, or else about the user who calls; `ofRoot` is what the account's root is
 * answered about itself. */
export function aboutUser<M extends Members>(
  name: string,
  members: M,
  work: Work<User, M>,
  ofRoot?: XmlMembers,
): QueryOperation {
  const isRoot = ({ caller }: Scope, named?: string): boolean => named === undefined && caller.arn.endsWith(":root");
  return shapedOperation(
    name,
    both(structure({ UserName: userNameIn(name) }), structure(members)),
    (scope, [{ UserName }, input]) =>
      ofRoot !== undefined && isRoot(scope, UserName)
        ? ofRoot
        : work(scope, find(users, scope, userNameOf(scope, UserName)), input),
    (scope, [{ UserName }]) =>
      ofRoot !== undefined && isRoot(scope, UserName) ? "*" : resourceOf(users, scope, userNameOf(scope, UserName)),
  );
}
