import type { QueryOperation } from "../protocols/query.ts";
import { groups, instanceProfiles, roles, users } from "./kinds.ts";
import * as accessKeys from "./operations/access-keys.ts";
import { getAccountAuthorizationDetails } from "./operations/account-details.ts";
import * as accountSettings from "./operations/account-settings.ts";
import { getAccountSummary } from "./operations/account-summary.ts";
import { attachments } from "./operations/attachments.ts";
import { boundaries } from "./operations/boundaries.ts";
import * as group from "./operations/groups.ts";
import { inlinePolicies } from "./operations/inline-policies.ts";
import * as profile from "./operations/instance-profiles.ts";
import { listEntitiesForPolicy } from "./operations/list-entities-for-policy.ts";
import * as login from "./operations/login-profiles.ts";
import { notKept } from "./operations/not-kept.ts";
import * as policies from "./operations/policies.ts";
import * as policyVersions from "./operations/policy-versions.ts";
import * as role from "./operations/roles.ts";
import * as serviceCredentials from "./operations/service-credentials.ts";
import * as serviceLinked from "./operations/service-linked-roles.ts";
import * as simulate from "./operations/simulate.ts";
import { policyTagging, tagging } from "./operations/tagging.ts";
import * as user from "./operations/users.ts";

/** Every operation that this IAM has. */
export const iamOperations: readonly QueryOperation[] = [
  role.createRole,
  role.getRole,
  role.listRoles,
  role.updateRole,
  role.updateRoleDescription,
  role.updateAssumeRolePolicy,
  role.deleteRole,
  ...inlinePolicies(roles),
  ...attachments(roles),
  ...boundaries(roles),
  ...tagging(roles),
  serviceLinked.createServiceLinkedRole,
  serviceLinked.deleteServiceLinkedRole,
  serviceLinked.getServiceLinkedRoleDeletionStatus,
  user.createUser,
  user.getUser,
  user.listUsers,
  user.updateUser,
  user.deleteUser,
  ...inlinePolicies(users),
  ...attachments(users),
  ...boundaries(users),
  ...tagging(users),
  accessKeys.createAccessKey,
  accessKeys.listAccessKeys,
  accessKeys.updateAccessKey,
  accessKeys.deleteAccessKey,
  accessKeys.getAccessKeyLastUsed,
  login.createLoginProfile,
  login.getLoginProfile,
  login.updateLoginProfile,
  login.deleteLoginProfile,
  serviceCredentials.createServiceSpecificCredential,
  serviceCredentials.listServiceSpecificCredentials,
  serviceCredentials.updateServiceSpecificCredential,
  serviceCredentials.resetServiceSpecificCredential,
  serviceCredentials.deleteServiceSpecificCredential,
  group.createGroup,
  group.getGroup,
  group.listGroups,
  group.updateGroup,
  group.deleteGroup,
  group.addUserToGroup,
  group.removeUserFromGroup,
  group.listGroupsForUser,
  ...inlinePolicies(groups),
  ...attachments(groups),
  profile.createInstanceProfile,
  profile.getInstanceProfile,
  profile.listInstanceProfiles,
  profile.listInstanceProfilesForRole,
  profile.addRoleToInstanceProfile,
  profile.removeRoleFromInstanceProfile,
  profile.deleteInstanceProfile,
  ...tagging(instanceProfiles),
  policies.createPolicy,
  policies.getPolicy,
  policies.listPolicies,
  policies.deletePolicy,
  policyVersions.createPolicyVersion,
  policyVersions.getPolicyVersion,
  policyVersions.listPolicyVersions,
  policyVersions.setDefaultPolicyVersion,
  policyVersions.deletePolicyVersion,
  ...policyTagging,
  listEntitiesForPolicy,
  getAccountSummary,
  getAccountAuthorizationDetails,
  accountSettings.createAccountAlias,
  accountSettings.deleteAccountAlias,
  accountSettings.listAccountAliases,
  accountSettings.updateAccountPasswordPolicy,
  accountSettings.getAccountPasswordPolicy,
  accountSettings.deleteAccountPasswordPolicy,
  simulate.simulatePrincipalPolicy,
  simulate.simulateCustomPolicy,
  simulate.getContextKeysForCustomPolicy,
  simulate.getContextKeysForPrincipalPolicy,
  ...notKept,
];
