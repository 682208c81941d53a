import type { QueryOperation } from "../protocols/query.ts";
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

/** Every operation that this IAM has. */
export const iamOperations: readonly QueryOperation[] = [
  roles.createRole,
  roles.getRole,
  roles.listRoles,
  roles.updateRole,
  roles.updateRoleDescription,
  roles.updateAssumeRolePolicy,
  roles.deleteRole,
  inlinePolicies.putRolePolicy,
  inlinePolicies.getRolePolicy,
  inlinePolicies.deleteRolePolicy,
  inlinePolicies.listRolePolicies,
  attachments.attachRolePolicy,
  attachments.detachRolePolicy,
  attachments.listAttachedRolePolicies,
  attachments.listEntitiesForPolicy,
  attachments.putRolePermissionsBoundary,
  attachments.deleteRolePermissionsBoundary,
  policies.createPolicy,
  policies.getPolicy,
  policies.listPolicies,
  policies.deletePolicy,
  policyVersions.createPolicyVersion,
  policyVersions.getPolicyVersion,
  policyVersions.listPolicyVersions,
  policyVersions.setDefaultPolicyVersion,
  policyVersions.deletePolicyVersion,
  tagging.tagRole,
  tagging.untagRole,
  tagging.listRoleTags,
  tagging.tagPolicy,
  tagging.untagPolicy,
  tagging.listPolicyTags,
  users.getUser,
  empty.listUsers,
  empty.listGroups,
  empty.listInstanceProfiles,
  empty.listInstanceProfilesForRole,
  empty.listAccountAliases,
  account.getAccountSummary,
  account.getAccountAuthorizationDetails,
  account.getAccountPasswordPolicy,
  simulate.simulatePrincipalPolicy,
  simulate.simulateCustomPolicy,
];
