import { shapedOperation } from "../../protocols/query.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import { both, structure } from "../../shape/structure.ts";
import type { Members } from "../../shape/structure.ts";
import { find, resourceOf } from "../kind.ts";
import { users } from "../kinds.ts";
import * as parameter from "../parameters.ts";
import type { User } from "../store.ts";
import { userNameOf } from "../user.ts";
import type { Work } from "./about.ts";

/** An operation about the user that its input names, or else about the user who calls. */
export function aboutUser<M extends Members>(name: string, members: M, work: Work<User, M>): QueryOperation {
  return shapedOperation(
    name,
    both(structure({ UserName: parameter.userName }), structure(members)),
    (scope, [{ UserName }, input]) => work(scope, find(users, scope, userNameOf(scope, UserName)), input),
    (scope, [{ UserName }]) => resourceOf(users, scope, userNameOf(scope, UserName)),
  );
}
