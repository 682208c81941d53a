import { Fault } from "../fault.ts";
import type { Shape } from "../shape/shape.ts";
import type { Kind } from "./kind.ts";
import * as parameter from "./parameters.ts";
import type { Group, Identity, InstanceProfile, Role, User } from "./store.ts";

/** The user's name as AWS's model has it for an operation: most take one that is longer than names can be. */
export function userNameIn(operation: string): Shape<string> {
  const isShort = /AttachedUser|(At|De)tachUser|PermissionsBoundary$|LoginProfile$|ServiceSpecific|SSHPublicKey/;
  return isShort.test(operation) ? parameter.userName : parameter.existingUserName;
}

/** A kind that has policies, and how many characters its inline policies may have together. */
export interface IdentityKind<T extends Identity> extends Kind<T> {
  readonly mostInline: number;
}

export const roles: IdentityKind<Role> = {
  word: "Role",
  noun: "role",
  title: "Role",
  arnType: "role",
  prefix: "AROA",
  name: () => parameter.roleName,
  mostInline: 10_240,
  ledger: (store) => store.roles,
  protect({ name, path }) {
    if (!path.startsWith("/aws-service-role/")) return;
    const message = `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`;
    throw new Fault("UnmodifiableEntity", message);
  },
};

export const users: IdentityKind<User> = {
  word: "User",
  noun: "user",
  title: "User",
  arnType: "user",
  prefix: "AIDA",
  name: userNameIn,
  mostInline: 2048,
  ledger: (store) => store.users,
};

export const groups: IdentityKind<Group> = {
  word: "Group",
  noun: "group",
  title: "Group",
  arnType: "group",
  prefix: "AGPA",
  name: () => parameter.groupName,
  mostInline: 5120,
  ledger: (store) => store.groups,
};

export const instanceProfiles: Kind<InstanceProfile> = {
  word: "InstanceProfile",
  noun: "Instance Profile",
  title: "Instance Profile",
  arnType: "instance-profile",
  prefix: "AIPA",
  name: () => parameter.instanceProfileName,
  ledger: (store) => store.profiles,
};

/** The kinds that policies are attached to. */
export const identityKinds = [roles, users, groups] as const;
