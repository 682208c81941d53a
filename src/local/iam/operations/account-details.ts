import type { Scope } from "../../account/scope.ts";
import { queryOperation } from "../../protocols/query.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import { list } from "../../shape/collection.ts";
import { oneOf } from "../../shape/text.ts";
import { awsManagedPolicies } from "../aws-managed.ts";
import { encodedDocument } from "../documents/policy-document.ts";
import { allOf, namedMembers } from "../kind.ts";
import { groups, roles, users } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { attachedMembers, attachedPolicies, policyMembers, policyUses } from "../policy.ts";
import { listedProfile, profilesOf } from "./instance-profiles.ts";
import { roleMembers } from "../role.ts";
import { iamStore } from "../store.ts";
import type { Group, Identity, ManagedPolicy, Role, User } from "../store.ts";
import { userMembers } from "../user.ts";
import { versionMembers } from "./policy-versions.ts";

const kinds = ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"] as const;

/** One entry: the list that it belongs to, and its members, worked out for what is on the page. */
interface Detail {
  readonly list: "UserDetailList" | "GroupDetailList" | "RoleDetailList" | "Policies";
  readonly arn: string;
  readonly show: () => XmlMembers;
}

/** Users, groups, roles and managed policies in full, in one list. Of AWS's own policies only those in use are shown. */
export const getAccountAuthorizationDetails = queryOperation(
  "GetAccountAuthorizationDetails",
  { Filter: list(oneOf(...kinds)), ...parameter.paging },
  (scope, input) => {
    const filter = input.Filter ?? [];
    const asked = (kind: (typeof kinds)[number]): boolean => filter.length === 0 || filter.includes(kind);
    const { account, partition } = scope;
    const uses = policyUses(scope);
    const policy = (one: ManagedPolicy): Detail => ({
      list: "Policies",
      arn: one.arn,
      show: () => ({ ...policyMembers(one, uses), PolicyVersionList: versions(one) }),
    });
    const used = awsManagedPolicies(partition).filter(({ arn }) => uses.attached.has(arn) || uses.bounding.has(arn));
    const details: readonly Detail[] = [
      ...(asked("User") ? allOf(users, account).map((user) => userDetail(scope, user)) : []),
      ...(asked("Group") ? allOf(groups, account).map((group) => groupDetail(scope, group)) : []),
      ...(asked("Role") ? allOf(roles, account).map((role) => roleDetail(scope, role)) : []),
      ...(asked("LocalManagedPolicy") ? iamStore(account).policies.all().map(policy) : []),
      ...(asked("AWSManagedPolicy") ? used.map(policy) : []),
    ];
    const { items, end } = page(details, input, ({ arn }) => arn);
    const shown = (name: Detail["list"]) => items.filter((one) => one.list === name).map((one) => one.show());
    return {
      UserDetailList: shown("UserDetailList"),
      GroupDetailList: shown("GroupDetailList"),
      RoleDetailList: shown("RoleDetailList"),
      Policies: shown("Policies"),
      ...end,
    };
  },
  () => "*",
);

function userDetail(scope: Scope, user: User): Detail {
  return {
    list: "UserDetailList",
    arn: user.arn,
    show: () => ({
      ...userMembers(user),
      UserPolicyList: inlineMembers(user),
      GroupList: user.groups,
      AttachedManagedPolicies: attachedPolicies(scope, user).map(attachedMembers),
    }),
  };
}

function groupDetail(scope: Scope, group: Group): Detail {
  return {
    list: "GroupDetailList",
    arn: group.arn,
    show: () => ({
      ...namedMembers(groups, group),
      GroupPolicyList: inlineMembers(group),
      AttachedManagedPolicies: attachedPolicies(scope, group).map(attachedMembers),
    }),
  };
}

function roleDetail(scope: Scope, role: Role): Detail {
  return {
    list: "RoleDetailList",
    arn: role.arn,
    show: () => ({
      ...roleMembers(role),
      Description: undefined,
      MaxSessionDuration: undefined,
      InstanceProfileList: profilesOf(scope, role).map((profile) => listedProfile(scope, profile)),
      RolePolicyList: inlineMembers(role),
      AttachedManagedPolicies: attachedPolicies(scope, role).map(attachedMembers),
      RoleLastUsed: {},
    }),
  };
}

function inlineMembers({ inline }: Identity) {
  return [...inline].map(([PolicyName, document]) => ({ PolicyName, PolicyDocument: encodedDocument(document) }));
}

function versions(policy: ManagedPolicy) {
  return [...policy.versions].reverse().map((version) => ({
    Document: encodedDocument(version.document),
    ...versionMembers(policy, version),
  }));
}
