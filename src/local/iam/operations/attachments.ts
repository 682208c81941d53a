import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { attachedPolicies, checkPolicyArn, findPolicy, policyArnResource, policyToAttach } from "../policy.ts";
import { findRole, roleResource } from "../role.ts";
import { iamStore, putRole } from "../store.ts";
import type { Role } from "../store.ts";

const mostPoliciesPerRole = 10;

const pair = { RoleName: required(parameter.roleName), PolicyArn: required(parameter.policyArn) };

export const attachRolePolicy = queryOperation(
  "AttachRolePolicy",
  pair,
  (scope, { RoleName, PolicyArn }) => {
    const role = findRole(scope, RoleName);
    policyToAttach(scope, PolicyArn);
    if (role.attached.includes(PolicyArn)) return undefined;
    if (role.attached.length >= mostPoliciesPerRole) {
      throw new Fault("LimitExceeded", `Cannot exceed quota for PoliciesPerRole: ${mostPoliciesPerRole}`, 409);
    }
    putRole(scope.account, role.name, { ...role, attached: [...role.attached, PolicyArn] });
    return undefined;
  },
  roleResource,
);

export const detachRolePolicy = queryOperation(
  "DetachRolePolicy",
  pair,
  (scope, { RoleName, PolicyArn }) => {
    const role = findRole(scope, RoleName);
    checkPolicyArn(scope, PolicyArn);
    if (!role.attached.includes(PolicyArn)) {
      throw new Fault("NoSuchEntity", `Policy ${PolicyArn} was not found.`, 404);
    }
    putRole(scope.account, role.name, { ...role, attached: role.attached.filter((arn) => arn !== PolicyArn) });
    return undefined;
  },
  roleResource,
);

export const listAttachedRolePolicies = queryOperation(
  "ListAttachedRolePolicies",
  { RoleName: required(parameter.roleName), PathPrefix: parameter.pathPrefix, ...parameter.paging },
  (scope, input) => {
    const policies = attachedPolicies(scope, findRole(scope, input.RoleName)).filter((policy) =>
      policy.path.startsWith(input.PathPrefix ?? "/"),
    );
    const { items, end } = page(policies, input, (policy) => policy.arn);
    return { AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })), ...end };
  },
  roleResource,
);

export const listEntitiesForPolicy = queryOperation(
  "ListEntitiesForPolicy",
  {
    PolicyArn: required(parameter.policyArn),
    EntityFilter: text({ values: ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"] }),
    PathPrefix: parameter.pathPrefix,
    PolicyUsageFilter: text({ values: ["PermissionsPolicy", "PermissionsBoundary"] }),
    ...parameter.paging,
  },
  (scope, input) => {
    const { arn } = findPolicy(scope, input.PolicyArn);
    const uses = (role: Role): boolean =>
      (input.PolicyUsageFilter !== "PermissionsBoundary" && role.attached.includes(arn)) ||
      (input.PolicyUsageFilter !== "PermissionsPolicy" && role.boundary === arn);
    const roles = iamStore(scope.account)
      .roles.all()
      .filter((role) => (input.EntityFilter ?? "Role") === "Role" && uses(role))
      .filter((role) => role.path.startsWith(input.PathPrefix ?? "/"));
    const { items, end } = page(roles, input, (role) => role.name);
    const shown = items.map((role) => ({ RoleName: role.name, RoleId: role.id }));
    return { PolicyGroups: [], PolicyUsers: [], PolicyRoles: shown, ...end };
  },
  policyArnResource,
);

export const putRolePermissionsBoundary = queryOperation(
  "PutRolePermissionsBoundary",
  { RoleName: required(parameter.roleName), PermissionsBoundary: required(parameter.policyArn) },
  (scope, input) => {
    const role = findRole(scope, input.RoleName);
    policyToAttach(scope, input.PermissionsBoundary);
    putRole(scope.account, role.name, { ...role, boundary: input.PermissionsBoundary });
    return undefined;
  },
  roleResource,
);

export const deleteRolePermissionsBoundary = queryOperation(
  "DeleteRolePermissionsBoundary",
  { RoleName: required(parameter.roleName) },
  (scope, { RoleName }) => {
    const { boundary, ...role } = findRole(scope, RoleName);
    if (boundary === undefined) {
      throw new Fault("NoSuchEntity", `Role ${RoleName} does not have a permissions boundary.`, 404);
    }
    putRole(scope.account, role.name, role);
    return undefined;
  },
  roleResource,
);
