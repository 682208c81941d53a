import type { Account } from "../../account/account.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { allOf, arnOf, begin, find, namedMembers, remove, rename, save } from "../kind.ts";
import { groups, users } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import type { Group, User } from "../store.ts";
import { userMembers } from "../user.ts";
import { about, change, listOf } from "./about.ts";
import { checkPoliciesGone } from "./check-policies-gone.ts";

const mostGroupsPerUser = 10;

export const createGroup = queryOperation(
  "CreateGroup",
  { Path: parameter.entityPath, GroupName: required(parameter.groupName) },
  (scope, { GroupName, Path }) => {
    const group: Group = { ...begin(groups, scope, GroupName, Path), inline: new Map(), attached: [] };
    save(groups, scope.account, group);
    return { Group: namedMembers(groups, group) };
  },
  (scope, { GroupName, Path }) => arnOf(groups, scope, GroupName, Path),
);

export const getGroup = about(groups, "GetGroup", parameter.paging, ({ account }, group, input) => {
  const { items, end } = page(membersOf(account, group), input, ({ name }) => name);
  const shown = items.map((user) => ({ ...userMembers(user), PermissionsBoundary: undefined, Tags: undefined }));
  return { Group: namedMembers(groups, group), Users: shown, ...end };
});

export const listGroups = listOf(groups, (_, group) => namedMembers(groups, group));

export const updateGroup = change(
  groups,
  "UpdateGroup",
  { NewPath: parameter.entityPath, NewGroupName: parameter.groupName },
  (scope, group, { NewPath, NewGroupName }) => {
    rename(groups, scope, group, NewGroupName, NewPath);
    for (const user of membersOf(scope.account, group)) {
      const names = user.groups.map((name) => (name === group.name ? (NewGroupName ?? name) : name));
      save(users, scope.account, { ...user, groups: names });
    }
    return undefined;
  },
);

export const deleteGroup = change(groups, "DeleteGroup", {}, ({ account }, group) => {
  if (membersOf(account, group).length > 0) {
    throw new Fault("DeleteConflict", "Cannot delete entity, must remove users from group first.", 409);
  }
  checkPoliciesGone(group);
  remove(groups, account, group.name);
  return undefined;
});

const member = { UserName: required(parameter.existingUserName) };

export const addUserToGroup = change(groups, "AddUserToGroup", member, (scope, { name }, { UserName }) => {
  const user = find(users, scope, UserName);
  if (user.groups.includes(name)) return undefined;
  if (user.groups.length >= mostGroupsPerUser) {
    throw new Fault("LimitExceeded", `Cannot exceed quota for GroupsPerUser: ${mostGroupsPerUser}`, 409);
  }
  save(users, scope.account, { ...user, groups: [...user.groups, name] });
  return undefined;
});

export const removeUserFromGroup = change(groups, "RemoveUserFromGroup", member, (scope, { name }, { UserName }) => {
  const user = find(users, scope, UserName);
  save(users, scope.account, { ...user, groups: user.groups.filter((each) => each !== name) });
  return undefined;
});

export const listGroupsForUser = about(users, "ListGroupsForUser", parameter.paging, (scope, user, input) => {
  const names = [...user.groups].sort();
  const { items, end } = page(names, input, (name) => name);
  return { Groups: items.map((name) => namedMembers(groups, find(groups, scope, name))), ...end };
});

function membersOf(account: Account, { name }: Group): readonly User[] {
  return allOf(users, account).filter((user) => user.groups.includes(name));
}
