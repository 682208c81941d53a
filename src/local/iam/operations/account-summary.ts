import { queryOperation } from "../../protocols/query.ts";
import { iamStore } from "../store.ts";

const everything = (): string => "*";

const quotas = {
  UsersQuota: 5000,
  GroupsQuota: 300,
  RolesQuota: 1000,
  PoliciesQuota: 1500,
  InstanceProfilesQuota: 1000,
  ServerCertificatesQuota: 20,
  VersionsPerPolicyQuota: 5,
  AttachedPoliciesPerRoleQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  AttachedPoliciesPerGroupQuota: 10,
  GroupsPerUserQuota: 10,
  AccessKeysPerUserQuota: 2,
  SigningCertificatesPerUserQuota: 2,
  PolicySizeQuota: 6144,
  RolePolicySizeQuota: 10_240,
  UserPolicySizeQuota: 2048,
  GroupPolicySizeQuota: 5120,
  AssumeRolePolicySizeQuota: 2048,
  PolicyVersionsInUseQuota: 10_000,
  GlobalEndpointTokenVersion: 1,
};

/** The account in numbers; what this IAM does not have is 0. */
export const getAccountSummary = queryOperation(
  "GetAccountSummary",
  {},
  ({ account }) => {
    const { roles, users, groups, profiles, policies } = iamStore(account);
    const counts = {
      Roles: roles.all().length,
      Policies: policies.all().length,
      PolicyVersionsInUse: policies.all().reduce((sum, policy) => sum + policy.versions.length, 0),
      Users: users.all().length,
      Groups: groups.all().length,
      InstanceProfiles: profiles.all().length,
      ServerCertificates: 0,
      Providers: 0,
      MFADevices: 0,
      MFADevicesInUse: 0,
      AccountMFAEnabled: 0,
      AccountAccessKeysPresent: 0,
      AccountPasswordPresent: 1,
      AccountSigningCertificatesPresent: 0,
    };
    return { SummaryMap: new Map(Object.entries({ ...counts, ...quotas })) };
  },
  everything,
);
