import { queryOperation } from "../../protocols/query.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import * as parameter from "../parameters.ts";
import { findRole, roleResource } from "../role.ts";

/** Lists of what this IAM does not have: tools ask for them on their way to something else. */
export const listUsers = emptyList("Users", "user/");
export const listGroups = emptyList("Groups", "group/");
export const listInstanceProfiles = emptyList("InstanceProfiles", "instance-profile/");
export const listAccountAliases = emptyList("AccountAliases", "*");

/** Asked before a role is deleted. */
export const listInstanceProfilesForRole = queryOperation(
  "iam",
  { RoleName: parameter.roleName, ...parameter.paging },
  (scope, { RoleName }) => {
    findRole(scope, RoleName);
    return { InstanceProfiles: [], IsTruncated: false };
  },
  roleResource,
);

function emptyList(member: string, resource: string): QueryOperation {
  return queryOperation(
    "iam",
    { PathPrefix: parameter.pathPrefix, ...parameter.paging },
    () => ({ [member]: [], IsTruncated: false }),
    ({ account, partition }) => (resource === "*" ? resource : `arn:${partition}:iam::${account.id}:${resource}`),
  );
}
