import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import { awsManagedPolicies } from "../aws-managed.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { managedDocument } from "../documents/policy-document.ts";
import { findPolicy, newArn, ownPolicy, policyArnResource, policyMembers, policyUses } from "../policy.ts";
import { iamStore, putPolicy } from "../store.ts";
import type { ManagedPolicy } from "../store.ts";
import { shownTags, withTags } from "../tags.ts";
import { uniqueId } from "../unique-id.ts";

const byArn = { PolicyArn: required(parameter.policyArn) };

export const createPolicy = queryOperation(
  "CreatePolicy",
  {
    PolicyName: required(parameter.policyName),
    PolicyDocument: required(parameter.document),
    Path: parameter.policyPath,
    Description: parameter.policyDescription,
    Tags: parameter.tagList,
  },
  (scope, input) => {
    const { account } = scope;
    const name = input.PolicyName;
    const document = managedDocument(input.PolicyDocument);
    const taken = iamStore(account)
      .policies.all()
      .some((one) => one.name.toLowerCase() === name.toLowerCase());
    if (taken) {
      throw new Fault(
        "EntityAlreadyExists",
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
        409,
      );
    }
    const now = account.clock.now();
    const policy: ManagedPolicy = {
      name,
      path: input.Path ?? "/",
      id: uniqueId("ANPA"),
      arn: newArn(scope, name, input.Path),
      ...(input.Description === undefined ? {} : { description: input.Description }),
      createdAt: now,
      updatedAt: now,
      tags: withTags(new Map(), input.Tags),
      versions: [{ id: "v1", document, createdAt: now }],
      defaultVersionId: "v1",
      lastVersion: 1,
    };
    putPolicy(account, policy.arn, policy);
    return { Policy: { ...policyMembers(policy, policyUses(scope)), Tags: shownTags(policy.tags) } };
  },
  (scope, input) => newArn(scope, input.PolicyName, input.Path),
);

export const getPolicy = queryOperation(
  "GetPolicy",
  byArn,
  (scope, { PolicyArn }) => {
    const policy = findPolicy(scope, PolicyArn);
    const { description, tags } = policy;
    const members = policyMembers(policy, policyUses(scope));
    return { Policy: { ...members, Description: description, Tags: tagsOrNone(tags) } };
  },
  policyArnResource,
);

export const listPolicies = queryOperation(
  "ListPolicies",
  {
    Scope: text({ values: ["All", "AWS", "Local"] }),
    OnlyAttached: flag,
    PathPrefix: parameter.pathPrefix,
    PolicyUsageFilter: text({ values: ["PermissionsPolicy", "PermissionsBoundary"] }),
    ...parameter.paging,
  },
  (scope, input) => {
    const own = input.Scope === "AWS" ? [] : iamStore(scope.account).policies.all();
    const ofAws = input.Scope === "Local" ? [] : awsManagedPolicies(scope.partition);
    const uses = policyUses(scope);
    const counted = input.PolicyUsageFilter === "PermissionsBoundary" ? uses.bounding : uses.attached;
    const isFor = ({ arn }: ManagedPolicy): boolean =>
      (!input.OnlyAttached && input.PolicyUsageFilter === undefined) || counted.has(arn);
    const policies = [...own, ...ofAws].filter((one) => one.path.startsWith(input.PathPrefix ?? "/")).filter(isFor);
    const { items, end } = page(policies, input, ({ arn }) => arn);
    return { Policies: items.map((policy) => policyMembers(policy, uses)), ...end };
  },
  (scope) => newArn(scope, "", undefined),
);

export const deletePolicy = queryOperation(
  "DeletePolicy",
  byArn,
  (scope, { PolicyArn }) => {
    const policy = ownPolicy(scope, PolicyArn, "iam:DeletePolicy");
    const { attached, bounding } = policyUses(scope);
    if (attached.has(policy.arn) || bounding.has(policy.arn)) {
      throw new Fault("DeleteConflict", "Cannot delete a policy attached to entities.", 409);
    }
    if (policy.versions.length > 1) {
      throw new Fault(
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        409,
      );
    }
    putPolicy(scope.account, policy.arn, undefined);
    return undefined;
  },
  policyArnResource,
);

/** GetPolicy answers an empty list where GetRole leaves the member out. */
function tagsOrNone(tags: ManagedPolicy["tags"]) {
  return shownTags(tags) ?? [];
}
