import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { findPolicy, ownPolicy, policyArnResource } from "../policy.ts";
import { encodedDocument, managedDocument } from "../documents/policy-document.ts";
import { putPolicy } from "../store.ts";
import type { ManagedPolicy, PolicyVersion } from "../store.ts";

const mostVersions = 5;

const byId = { PolicyArn: required(parameter.policyArn), VersionId: required(parameter.versionId) };

export const createPolicyVersion = queryOperation(
  "CreatePolicyVersion",
  { PolicyArn: required(parameter.policyArn), PolicyDocument: required(parameter.document), SetAsDefault: flag },
  (scope, input) => {
    const policy = ownPolicy(scope, input.PolicyArn, "iam:CreatePolicyVersion");
    const document = managedDocument(input.PolicyDocument);
    if (policy.versions.length >= mostVersions) {
      throw new Fault(
        "LimitExceeded",
        `A managed policy can have up to ${mostVersions} versions. Before you create a new version, you must delete an existing version.`,
        409,
      );
    }
    const now = scope.account.clock.now();
    const version = { id: `v${policy.lastVersion + 1}`, document, createdAt: now };
    const changed: ManagedPolicy = {
      ...policy,
      updatedAt: now,
      versions: [...policy.versions, version],
      defaultVersionId: input.SetAsDefault ? version.id : policy.defaultVersionId,
      lastVersion: policy.lastVersion + 1,
    };
    putPolicy(scope.account, policy.arn, changed);
    return { PolicyVersion: versionMembers(changed, version) };
  },
  policyArnResource,
);

export const getPolicyVersion = queryOperation(
  "GetPolicyVersion",
  byId,
  (scope, { PolicyArn, VersionId }) => {
    const policy = findPolicy(scope, PolicyArn);
    const version = findVersion(policy, VersionId);
    return { PolicyVersion: { Document: encodedDocument(version.document), ...versionMembers(policy, version) } };
  },
  policyArnResource,
);

export const listPolicyVersions = queryOperation(
  "ListPolicyVersions",
  { PolicyArn: required(parameter.policyArn), ...parameter.paging },
  (scope, input) => {
    const policy = findPolicy(scope, input.PolicyArn);
    const { items, end } = page([...policy.versions].reverse(), input, (version) => version.id);
    return { Versions: items.map((version) => versionMembers(policy, version)), ...end };
  },
  policyArnResource,
);

export const setDefaultPolicyVersion = queryOperation(
  "SetDefaultPolicyVersion",
  byId,
  (scope, { PolicyArn, VersionId }) => {
    const policy = ownPolicy(scope, PolicyArn, "iam:SetDefaultPolicyVersion");
    const { id } = findVersion(policy, VersionId);
    putPolicy(scope.account, policy.arn, { ...policy, defaultVersionId: id, updatedAt: scope.account.clock.now() });
    return undefined;
  },
  policyArnResource,
);

export const deletePolicyVersion = queryOperation(
  "DeletePolicyVersion",
  byId,
  (scope, { PolicyArn, VersionId }) => {
    const policy = ownPolicy(scope, PolicyArn, "iam:DeletePolicyVersion");
    const { id } = findVersion(policy, VersionId);
    if (id === policy.defaultVersionId) {
      throw new Fault("DeleteConflict", "Cannot delete the default version of a policy.", 409);
    }
    putPolicy(scope.account, policy.arn, { ...policy, versions: policy.versions.filter((one) => one.id !== id) });
    return undefined;
  },
  policyArnResource,
);

function findVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const version = policy.versions.find((one) => one.id === id);
  if (version !== undefined) return version;
  const message = `Policy ${policy.arn} version ${id} does not exist or is not attachable.`;
  throw new Fault("NoSuchEntity", message, 404);
}

/** The version as every operation answers it. */
export function versionMembers(policy: ManagedPolicy, version: PolicyVersion): XmlMembers {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: new Date(version.createdAt),
  };
}
