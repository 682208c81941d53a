import { Fault } from "../fault.ts";
import { flag, optional, text } from "../protocols/fields.ts";
import { queryOperation } from "../protocols/query.ts";
import type { XmlMembers } from "../protocols/xml.ts";
import type { Scope } from "../scope.ts";
import { awsManagedPolicies, awsManagedPolicy } from "./aws-managed.ts";
import { page } from "./page.ts";
import * as parameter from "./parameters.ts";
import { managedDocument } from "./policy-document.ts";
import { iamStore, putPolicy } from "./store.ts";
import type { ManagedPolicy } from "./store.ts";
import { shownTags, withTags } from "./tags.ts";
import { uniqueId } from "./unique-id.ts";

const byArn = { PolicyArn: parameter.policyArn };

export const createPolicy = queryOperation(
  "iam",
  {
    PolicyName: parameter.policyName,
    PolicyDocument: parameter.document,
    Path: optional(parameter.policyPath),
    Description: optional(parameter.policyDescription),
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
    return { Policy: { ...policyMembers(scope, policy), Tags: shownTags(policy.tags) } };
  },
  (scope, input) => newArn(scope, input.PolicyName, input.Path),
);

export const getPolicy = queryOperation(
  "iam",
  byArn,
  (scope, { PolicyArn }) => {
    const policy = findPolicy(scope, PolicyArn);
    const { description, tags } = policy;
    return { Policy: { ...policyMembers(scope, policy), Description: description, Tags: tagsOrNone(tags) } };
  },
  policyArnResource,
);

export const listPolicies = queryOperation(
  "iam",
  {
    Scope: optional(text({ oneOf: ["All", "AWS", "Local"] })),
    OnlyAttached: flag,
    PathPrefix: parameter.pathPrefix,
    PolicyUsageFilter: optional(text({ oneOf: ["PermissionsPolicy", "PermissionsBoundary"] })),
    ...parameter.paging,
  },
  (scope, input) => {
    const own = input.Scope === "AWS" ? [] : iamStore(scope.account).policies.all();
    const ofAws = input.Scope === "Local" ? [] : awsManagedPolicies(scope.partition);
    const policies = [...own, ...ofAws]
      .filter((policy) => policy.path.startsWith(input.PathPrefix ?? "/"))
      .filter((policy) => !input.OnlyAttached || attachments(scope, policy.arn) > 0);
    const { items, end } = page(policies, input, (policy) => policy.arn);
    return { Policies: items.map((policy) => policyMembers(scope, policy)), ...end };
  },
  (scope) => newArn(scope, "", undefined),
);

export const deletePolicy = queryOperation(
  "iam",
  byArn,
  (scope, { PolicyArn }) => {
    const policy = ownPolicy(scope, PolicyArn, "iam:DeletePolicy");
    if (attachments(scope, policy.arn) > 0 || bounded(scope, policy.arn) > 0) {
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

/** The managed policy of that ARN, the account's own or AWS's. Throws InvalidInput, NoSuchEntity. */
export function findPolicy(scope: Scope, arn: string): ManagedPolicy {
  if (!/^arn:[^:]+:iam::(\d{12}|aws):policy\/./.test(arn)) throw new Fault("InvalidInput", `ARN ${arn} is not valid.`);
  const policy = iamStore(scope.account).policies.get(arn) ?? awsManagedPolicy(arn);
  if (policy === undefined) throw new Fault("NoSuchEntity", `Policy ${arn} was not found.`, 404);
  return policy;
}

/** The same for a policy that is to be attached, which IAM refuses in other words. */
export function policyToAttach(scope: Scope, arn: string): ManagedPolicy {
  try {
    return findPolicy(scope, arn);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "NoSuchEntity") throw error;
    throw new Fault("NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`, 404);
  }
}

/** The same for a policy that is to be changed: nobody may change AWS's own. */
export function ownPolicy(scope: Scope, arn: string, action: string): ManagedPolicy {
  const policy = findPolicy(scope, arn);
  if (iamStore(scope.account).policies.get(arn) !== undefined) return policy;
  const message = `User: ${scope.caller.arn} is not authorized to perform: ${action} on resource: policy ${arn}`;
  throw new Fault("AccessDenied", message, 403);
}

/** The ARN that a caller needs permission for. */
export function policyArnResource(_: Scope, input: { readonly PolicyArn: string }): string {
  return input.PolicyArn;
}

function newArn(scope: Scope, name: string, path = "/"): string {
  return `arn:${scope.partition}:iam::${scope.account.id}:policy${path}${name}`;
}

function policyMembers(scope: Scope, policy: ManagedPolicy): XmlMembers {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachments(scope, policy.arn),
    PermissionsBoundaryUsageCount: bounded(scope, policy.arn),
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}

/** GetPolicy answers an empty list where GetRole leaves the member out. */
function tagsOrNone(tags: ManagedPolicy["tags"]) {
  return shownTags(tags) ?? [];
}

function attachments({ account }: Scope, arn: string): number {
  return iamStore(account)
    .roles.all()
    .filter((role) => role.attached.includes(arn)).length;
}

function bounded({ account }: Scope, arn: string): number {
  return iamStore(account)
    .roles.all()
    .filter((role) => role.boundary === arn).length;
}
