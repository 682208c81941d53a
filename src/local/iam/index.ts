import { queryService } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import type { Service } from "../account/scope.ts";
import * as account from "./operations/account.ts";
import * as attachments from "./operations/attachments.ts";
import * as empty from "./operations/empty.ts";
import * as inlinePolicies from "./operations/inline-policies.ts";
import * as policies from "./operations/policies.ts";
import * as policyVersions from "./operations/policy-versions.ts";
import * as roles from "./operations/roles.ts";
import * as simulate from "./operations/simulate.ts";
import * as tagging from "./operations/tagging.ts";
import * as users from "./operations/users.ts";

export { evaluateRole, managedStatements } from "./evaluate.ts";
export { permissionsPolicy } from "./policy-document.ts";
export { iamCorner } from "./store.ts";
export type { Role } from "./store.ts";
export { settledRole, trusts } from "./trust.ts";

/** Version and namespace of IAM's API. */
export const iamVersion = "2010-05-08";
export const iamNamespace = `https://iam.amazonaws.com/doc/${iamVersion}/`;

const operations: Readonly<Record<string, QueryOperation>> = {
  CreateRole: roles.createRole,
  GetRole: roles.getRole,
  ListRoles: roles.listRoles,
  UpdateRole: roles.updateRole,
  UpdateRoleDescription: roles.updateRoleDescription,
  UpdateAssumeRolePolicy: roles.updateAssumeRolePolicy,
  DeleteRole: roles.deleteRole,
  PutRolePolicy: inlinePolicies.putRolePolicy,
  GetRolePolicy: inlinePolicies.getRolePolicy,
  DeleteRolePolicy: inlinePolicies.deleteRolePolicy,
  ListRolePolicies: inlinePolicies.listRolePolicies,
  AttachRolePolicy: attachments.attachRolePolicy,
  DetachRolePolicy: attachments.detachRolePolicy,
  ListAttachedRolePolicies: attachments.listAttachedRolePolicies,
  ListEntitiesForPolicy: attachments.listEntitiesForPolicy,
  PutRolePermissionsBoundary: attachments.putRolePermissionsBoundary,
  DeleteRolePermissionsBoundary: attachments.deleteRolePermissionsBoundary,
  CreatePolicy: policies.createPolicy,
  GetPolicy: policies.getPolicy,
  ListPolicies: policies.listPolicies,
  DeletePolicy: policies.deletePolicy,
  CreatePolicyVersion: policyVersions.createPolicyVersion,
  GetPolicyVersion: policyVersions.getPolicyVersion,
  ListPolicyVersions: policyVersions.listPolicyVersions,
  SetDefaultPolicyVersion: policyVersions.setDefaultPolicyVersion,
  DeletePolicyVersion: policyVersions.deletePolicyVersion,
  TagRole: tagging.tagRole,
  UntagRole: tagging.untagRole,
  ListRoleTags: tagging.listRoleTags,
  TagPolicy: tagging.tagPolicy,
  UntagPolicy: tagging.untagPolicy,
  ListPolicyTags: tagging.listPolicyTags,
  GetUser: users.getUser,
  ListUsers: empty.listUsers,
  ListGroups: empty.listGroups,
  ListInstanceProfiles: empty.listInstanceProfiles,
  ListInstanceProfilesForRole: empty.listInstanceProfilesForRole,
  ListAccountAliases: empty.listAccountAliases,
  GetAccountSummary: account.getAccountSummary,
  GetAccountAuthorizationDetails: account.getAccountAuthorizationDetails,
  GetAccountPasswordPolicy: account.getAccountPasswordPolicy,
  SimulatePrincipalPolicy: simulate.simulatePrincipalPolicy,
  SimulateCustomPolicy: simulate.simulateCustomPolicy,
};

export const iamOperations: readonly string[] = Object.keys(operations);

/** IAM: roles and managed policies of one account. */
export const iam: Service = queryService({ version: iamVersion, namespace: iamNamespace, operations });
