import { required } from "../../shape/structure.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { policyToAttach } from "../policy.ts";
import { findRole, roleArn, roleMembers, roleResource, trustOf } from "../role.ts";
import { iamStore, putRole } from "../store.ts";
import type { Role } from "../store.ts";
import { withTags } from "../tags.ts";
import { uniqueId } from "../unique-id.ts";

const usualSessionSeconds = 3600;

const byName = { RoleName: required(parameter.roleName) };

export const createRole = queryOperation(
  "CreateRole",
  {
    RoleName: required(parameter.roleName),
    AssumeRolePolicyDocument: required(parameter.document),
    Path: parameter.rolePath,
    Description: parameter.roleDescription,
    MaxSessionDuration: parameter.sessionSeconds,
    PermissionsBoundary: parameter.policyArn,
    Tags: parameter.tagList,
  },
  (scope, input) => {
    const { account } = scope;
    const name = input.RoleName;
    const path = input.Path ?? "/";
    const trust = trustOf(account, input.AssumeRolePolicyDocument);
    const taken = iamStore(account)
      .roles.all()
      .some((one) => one.name.toLowerCase() === name.toLowerCase());
    if (taken) throw new Fault("EntityAlreadyExists", `Role with name ${name} already exists.`, 409);
    const boundary = input.PermissionsBoundary;
    if (boundary !== undefined) policyToAttach(scope, boundary);
    const role: Role = {
      name,
      path,
      id: uniqueId("AROA"),
      arn: roleArn(scope, name, path),
      createdAt: account.clock.now(),
      trust,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      maxSessionSeconds: input.MaxSessionDuration ?? usualSessionSeconds,
      ...(boundary === undefined ? {} : { boundary }),
      tags: withTags(new Map(), input.Tags),
      inline: new Map(),
      attached: [],
    };
    putRole(account, name, role);
    // CreateRole alone does not say it.
    return { Role: { ...roleMembers(role), MaxSessionDuration: undefined } };
  },
  (scope, input) => roleArn(scope, input.RoleName, input.Path),
);

export const getRole = queryOperation(
  "GetRole",
  byName,
  (scope, { RoleName }) => ({ Role: { ...roleMembers(findRole(scope, RoleName)), RoleLastUsed: {} } }),
  roleResource,
);

export const listRoles = queryOperation(
  "ListRoles",
  { PathPrefix: parameter.pathPrefix, ...parameter.paging },
  ({ account }, input) => {
    const roles = iamStore(account)
      .roles.all()
      .filter((role) => role.path.startsWith(input.PathPrefix ?? "/"));
    const { items, end } = page(roles, input, (role) => role.name);
    // Lists leave out tags and boundaries, as IAM does; GetRole has them.
    const shown = items.map((role) => ({ ...roleMembers(role), PermissionsBoundary: undefined, Tags: undefined }));
    return { Roles: shown, ...end };
  },
  (scope) => roleArn(scope, "", undefined),
);

export const updateRole = queryOperation(
  "UpdateRole",
  {
    RoleName: required(parameter.roleName),
    Description: parameter.roleDescription,
    MaxSessionDuration: parameter.sessionSeconds,
  },
  (scope, input) => {
    const role = findRole(scope, input.RoleName);
    putRole(scope.account, role.name, {
      ...role,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      maxSessionSeconds: input.MaxSessionDuration ?? role.maxSessionSeconds,
    });
    return {};
  },
  roleResource,
);

/** What UpdateRole has replaced; Terraform still changes a description with it. */
export const updateRoleDescription = queryOperation(
  "UpdateRoleDescription",
  { RoleName: required(parameter.roleName), Description: required(parameter.roleDescription) },
  (scope, input) => {
    const role = { ...findRole(scope, input.RoleName), description: input.Description };
    putRole(scope.account, role.name, role);
    return { Role: roleMembers(role) };
  },
  roleResource,
);

export const updateAssumeRolePolicy = queryOperation(
  "UpdateAssumeRolePolicy",
  { RoleName: required(parameter.roleName), PolicyDocument: required(parameter.document) },
  (scope, input) => {
    const role = findRole(scope, input.RoleName);
    putRole(scope.account, role.name, { ...role, trust: trustOf(scope.account, input.PolicyDocument) });
    return undefined;
  },
  roleResource,
);

export const deleteRole = queryOperation(
  "DeleteRole",
  byName,
  (scope, { RoleName }) => {
    const role = findRole(scope, RoleName);
    if (role.inline.size > 0) {
      throw new Fault("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
    }
    if (role.attached.length > 0) {
      throw new Fault("DeleteConflict", "Cannot delete entity, must detach all policies first.", 409);
    }
    putRole(scope.account, role.name, undefined);
    return undefined;
  },
  roleResource,
);
