import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { allOf, arnOf, begin, find, namedMembers, remove, save } from "../kind.ts";
import { instanceProfiles as profiles, roles } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { listedRole } from "../role.ts";
import type { InstanceProfile, Role } from "../store.ts";
import { shownTags } from "../tags.ts";
import { about, change, listOf } from "./about.ts";

export const createInstanceProfile = queryOperation(
  "CreateInstanceProfile",
  {
    InstanceProfileName: required(parameter.instanceProfileName),
    Path: parameter.entityPath,
    Tags: parameter.tagList,
  },
  (scope, { InstanceProfileName, Path, Tags }) => {
    const profile = begin(profiles, scope, InstanceProfileName, Path, Tags);
    save(profiles, scope.account, profile);
    return { InstanceProfile: profileMembers(scope, profile) };
  },
  (scope, { InstanceProfileName, Path }) => arnOf(profiles, scope, InstanceProfileName, Path),
);

export const getInstanceProfile = about(profiles, "GetInstanceProfile", {}, (scope, profile) => ({
  InstanceProfile: profileMembers(scope, profile),
}));

export const listInstanceProfiles = listOf(profiles, listedProfile);

export const listInstanceProfilesForRole = about(
  roles,
  "ListInstanceProfilesForRole",
  parameter.paging,
  (scope, role, input) => {
    const { items, end } = page(profilesOf(scope, role), input, ({ name }) => name);
    return { InstanceProfiles: items.map((profile) => listedProfile(scope, profile)), ...end };
  },
);

const itsRole = { RoleName: required(parameter.roleName) };

export const addRoleToInstanceProfile = change(
  profiles,
  "AddRoleToInstanceProfile",
  itsRole,
  (scope, profile, { RoleName }) => {
    const role = find(roles, scope, RoleName);
    roles.protect?.(role);
    if (profile.role !== undefined) {
      throw new Fault("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", 409);
    }
    save(profiles, scope.account, { ...profile, role: role.name });
    return undefined;
  },
);

export const removeRoleFromInstanceProfile = change(
  profiles,
  "RemoveRoleFromInstanceProfile",
  itsRole,
  (scope, profile, { RoleName }) => {
    if (profile.role !== RoleName) {
      find(roles, scope, RoleName);
      throw new Fault("NoSuchEntity", `Role ${RoleName} is not in instance profile ${profile.name}.`, 404);
    }
    const { role: _, ...rest } = profile;
    save(profiles, scope.account, rest);
    return undefined;
  },
);

export const deleteInstanceProfile = change(profiles, "DeleteInstanceProfile", {}, ({ account }, profile) => {
  if (profile.role !== undefined) {
    throw new Fault("DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.", 409);
  }
  remove(profiles, account, profile.name);
  return undefined;
});

/** The instance profiles that have the role. */
export function profilesOf({ account }: Scope, { name }: Role): readonly InstanceProfile[] {
  return allOf(profiles, account).filter(({ role }) => role === name);
}

/** An instance profile in lists, which leave out tags. */
export function listedProfile(scope: Scope, profile: InstanceProfile) {
  const { role } = profile;
  return {
    ...namedMembers(profiles, profile),
    Roles: role === undefined ? [] : [{ ...listedRole(find(roles, scope, role)), MaxSessionDuration: undefined }],
  };
}

function profileMembers(scope: Scope, profile: InstanceProfile) {
  return { ...listedProfile(scope, profile), Tags: shownTags(profile.tags) ?? [] };
}
