import { required } from "../../shape/structure.ts";
import { queryOperation } from "../../protocols/query.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import * as parameter from "../parameters.ts";
import { findRole, roleResource } from "../role.ts";

/** Empty lists of what this IAM does not have: tools ask for them along the way. */
export const listUsers = emptyList("ListUsers", "Users", "user/");
export const listGroups = emptyList("ListGroups", "Groups", "group/");
export const listInstanceProfiles = emptyList("ListInstanceProfiles", "InstanceProfiles", "instance-profile/");
export const listAccountAliases = emptyList("ListAccountAliases", "AccountAliases", "*");

/** Asked before a role is deleted. */
export const listInstanceProfilesForRole = queryOperation(
  "ListInstanceProfilesForRole",
  { RoleName: required(parameter.roleName), ...parameter.paging },
  (scope, { RoleName }) => {
    findRole(scope, RoleName);
    return { InstanceProfiles: [], IsTruncated: false };
  },
  roleResource,
);

function emptyList(name: string, member: string, resource: string): QueryOperation {
  return queryOperation(
    name,
    { PathPrefix: parameter.pathPrefix, ...parameter.paging },
    () => ({ [member]: [], IsTruncated: false }),
    ({ account, partition }) => (resource === "*" ? resource : `arn:${partition}:iam::${account.id}:${resource}`),
  );
}
