import { queryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { Fault } from "../../fault.ts";
import { allOf, arnOf, begin, remove, save } from "../kind.ts";
import { instanceProfiles, roles } from "../kinds.ts";
import * as parameter from "../parameters.ts";
import { policyToAttach } from "../policy.ts";
import { listedRole, roleMembers, trustOf } from "../role.ts";
import type { Role } from "../store.ts";
import { about, change, listOf } from "./about.ts";
import { checkPoliciesGone } from "./check-policies-gone.ts";

const usualSessionSeconds = 3600;

export const createRole = queryOperation(
  "CreateRole",
  {
    RoleName: required(parameter.roleName),
    AssumeRolePolicyDocument: required(parameter.document),
    Path: parameter.entityPath,
    Description: parameter.roleDescription,
    MaxSessionDuration: parameter.sessionSeconds,
    PermissionsBoundary: parameter.policyArn,
    Tags: parameter.tagList,
  },
  (scope, input) => {
    const trust = trustOf(scope.account, input.AssumeRolePolicyDocument);
    const named = begin(roles, scope, input.RoleName, input.Path, input.Tags);
    const { PermissionsBoundary: boundary, Description: description } = input;
    if (boundary !== undefined) policyToAttach(scope, boundary);
    const role: Role = {
      ...named,
      trust,
      ...(description === undefined ? {} : { description }),
      maxSessionSeconds: input.MaxSessionDuration ?? usualSessionSeconds,
      ...(boundary === undefined ? {} : { boundary }),
      inline: new Map(),
      attached: [],
    };
    save(roles, scope.account, role);
    // CreateRole alone does not say it.
    return { Role: { ...roleMembers(role), MaxSessionDuration: undefined } };
  },
  (scope, input) => arnOf(roles, scope, input.RoleName, input.Path),
);

export const getRole = about(roles, "GetRole", {}, (_, role) => ({
  Role: { ...roleMembers(role), RoleLastUsed: {} },
}));

export const listRoles = listOf(roles, (_, role) => listedRole(role));

export const updateRole = about(
  roles,
  "UpdateRole",
  { Description: parameter.roleDescription, MaxSessionDuration: parameter.sessionSeconds },
  ({ account }, role, input) => {
    // Of a role for a service only the description may be changed.
    if (input.MaxSessionDuration !== undefined) roles.protect?.(role);
    save(roles, account, {
      ...role,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      maxSessionSeconds: input.MaxSessionDuration ?? role.maxSessionSeconds,
    });
    return {};
  },
);

/** What UpdateRole has replaced; Terraform still changes a description with it. */
export const updateRoleDescription = about(
  roles,
  "UpdateRoleDescription",
  { Description: required(parameter.roleDescription) },
  ({ account }, before, { Description: description }) => {
    const role = { ...before, description };
    save(roles, account, role);
    return { Role: roleMembers(role) };
  },
);

export const updateAssumeRolePolicy = change(
  roles,
  "UpdateAssumeRolePolicy",
  { PolicyDocument: required(parameter.document) },
  ({ account }, role, { PolicyDocument }) => {
    save(roles, account, { ...role, trust: trustOf(account, PolicyDocument) });
    return undefined;
  },
);

export const deleteRole = change(roles, "DeleteRole", {}, ({ account }, role) => {
  if (allOf(instanceProfiles, account).some((profile) => profile.role === role.name)) {
    throw new Fault("DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.", 409);
  }
  checkPoliciesGone(role);
  remove(roles, account, role.name);
  return undefined;
});
