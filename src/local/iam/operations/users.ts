import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { arnOf, begin, find, remove, rename, resourceOf, save } from "../kind.ts";
import { users } from "../kinds.ts";
import * as parameter from "../parameters.ts";
import { policyToAttach } from "../policy.ts";
import type { User } from "../store.ts";
import { userMembers, userNameOf } from "../user.ts";
import { change, listOf } from "./about.ts";
import { checkPoliciesGone } from "./check-policies-gone.ts";

export const createUser = queryOperation(
  "CreateUser",
  {
    Path: parameter.entityPath,
    UserName: required(parameter.userName),
    PermissionsBoundary: parameter.policyArn,
    Tags: parameter.tagList,
  },
  (scope, { UserName, Path, PermissionsBoundary: boundary, Tags }) => {
    const named = begin(users, scope, UserName, Path, Tags);
    if (boundary !== undefined) policyToAttach(scope, boundary);
    const user: User = {
      ...named,
      ...(boundary === undefined ? {} : { boundary }),
      inline: new Map(),
      attached: [],
      keys: [],
      groups: [],
      serviceCredentials: [],
    };
    save(users, scope.account, user);
    return { User: userMembers(user) };
  },
  (scope, { UserName, Path }) => arnOf(users, scope, UserName, Path),
);

/** A user, or who asks: the account's root has neither a name nor a path. */
export const getUser = queryOperation(
  "GetUser",
  { UserName: parameter.existingUserName },
  (scope, { UserName }) => {
    const { account, caller } = scope;
    if (UserName === undefined && caller.arn.endsWith(":root")) {
      return { User: { UserId: account.id, Arn: caller.arn, CreateDate: new Date(0) } };
    }
    return { User: userMembers(find(users, scope, userNameOf(scope, UserName))) };
  },
  (scope, { UserName }) => resourceOf(users, scope, UserName ?? scope.caller.arn.split("/").at(-1) ?? ""),
);

export const listUsers = listOf(users, (_, user) => ({
  ...userMembers(user),
  PermissionsBoundary: undefined,
  Tags: undefined,
}));

export const updateUser = change(
  users,
  "UpdateUser",
  { NewPath: parameter.entityPath, NewUserName: parameter.userName },
  (scope, user, { NewPath, NewUserName }) => {
    rename(users, scope, user, NewUserName, NewPath);
    return undefined;
  },
);

export const deleteUser = change(users, "DeleteUser", {}, ({ account }, user) => {
  if (user.groups.length > 0) throw conflict("must remove users from group first");
  if (user.login !== undefined) throw conflict("must delete login profile first");
  if (user.keys.length > 0 || user.serviceCredentials.length > 0)
    throw conflict("must remove referenced objects first");
  checkPoliciesGone(user);
  remove(users, account, user.name);
  return undefined;
});

function conflict(what: string): Fault {
  return new Fault("DeleteConflict", `Cannot delete entity, ${what}.`, 409);
}
