import { list } from "../../shape/collection.ts";
import { oneOf } from "../../shape/text.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import type { Scope } from "../../account/scope.ts";
import { awsManagedPolicies } from "../aws-managed.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { encodedDocument } from "../policy-document.ts";
import { attachments, attachedPolicies, policyMembers } from "../policy.ts";
import { versionMembers } from "./policy-versions.ts";
import { roleMembers } from "../role.ts";
import { iamStore } from "../store.ts";
import type { ManagedPolicy, Role } from "../store.ts";

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
    const { roles, policies } = iamStore(account);
    const counts = {
      Roles: roles.all().length,
      Policies: policies.all().length,
      PolicyVersionsInUse: policies.all().reduce((sum, policy) => sum + policy.versions.length, 0),
      Users: 0,
      Groups: 0,
      InstanceProfiles: 0,
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

const kinds = ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"];

/** Roles and managed policies in full, in one list. Of AWS's own policies only those in use are shown. */
export const getAccountAuthorizationDetails = queryOperation(
  "GetAccountAuthorizationDetails",
  { Filter: list(oneOf(...kinds)), ...parameter.paging },
  (scope, input) => {
    const filter = input.Filter ?? [];
    const asked = (kind: string): boolean => filter.length === 0 || filter.includes(kind);
    const { roles, policies } = iamStore(scope.account);
    const used = awsManagedPolicies(scope.partition).filter(({ arn }) => attachments(scope, arn) > 0);
    const details: readonly Detail[] = [
      ...(asked("Role") ? roles.all().map((role) => ({ role })) : []),
      ...(asked("LocalManagedPolicy") ? policies.all().map((policy) => ({ policy })) : []),
      ...(asked("AWSManagedPolicy") ? used.map((policy) => ({ policy })) : []),
    ];
    const { items, end } = page(details, input, (one) => ("role" in one ? one.role.arn : one.policy.arn));
    return {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: items.flatMap((one) => ("role" in one ? [roleDetail(scope, one.role)] : [])),
      Policies: items.flatMap((one) => ("policy" in one ? [policyDetail(scope, one.policy)] : [])),
      ...end,
    };
  },
  everything,
);

/** There is none, since there are no users. */
export const getAccountPasswordPolicy = queryOperation(
  "GetAccountPasswordPolicy",
  {},
  ({ account }) => {
    const message = `The Password Policy with domain name ${account.id} cannot be found.`;
    throw new Fault("NoSuchEntity", message, 404);
  },
  everything,
);

type Detail = { readonly role: Role } | { readonly policy: ManagedPolicy };

function roleDetail(scope: Scope, role: Role) {
  const { Description: _, MaxSessionDuration: __, ...members } = roleMembers(role);
  return {
    ...members,
    InstanceProfileList: [],
    RolePolicyList: [...role.inline].map(([PolicyName, document]) => ({
      PolicyName,
      PolicyDocument: encodedDocument(document),
    })),
    AttachedManagedPolicies: attachedPolicies(scope, role).map(({ name, arn }) => ({
      PolicyName: name,
      PolicyArn: arn,
    })),
    RoleLastUsed: {},
  };
}

function policyDetail(scope: Scope, policy: ManagedPolicy) {
  const versions = [...policy.versions].reverse().map((version) => ({
    Document: encodedDocument(version.document),
    ...versionMembers(policy, version),
  }));
  return { ...policyMembers(scope, policy), PolicyVersionList: versions };
}
