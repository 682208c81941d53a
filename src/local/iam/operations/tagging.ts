import { required } from "../../shape/structure.ts";
import { queryOperation } from "../../protocols/query.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { findPolicy, ownPolicy, policyArnResource } from "../policy.ts";
import { findRole, roleResource } from "../role.ts";
import { putPolicy, putRole } from "../store.ts";
import { tagItems, withoutTags, withTags } from "../tags.ts";

const role = { RoleName: required(parameter.roleName) };
const policy = { PolicyArn: required(parameter.policyArn) };

export const tagRole = queryOperation(
  "TagRole",
  { ...role, Tags: parameter.tagList },
  (scope, { RoleName, Tags }) => {
    const found = findRole(scope, RoleName);
    putRole(scope.account, found.name, { ...found, tags: withTags(found.tags, Tags) });
    return undefined;
  },
  roleResource,
);

export const untagRole = queryOperation(
  "UntagRole",
  { ...role, TagKeys: parameter.tagKeys },
  (scope, { RoleName, TagKeys }) => {
    const found = findRole(scope, RoleName);
    putRole(scope.account, found.name, { ...found, tags: withoutTags(found.tags, TagKeys) });
    return undefined;
  },
  roleResource,
);

export const listRoleTags = queryOperation(
  "ListRoleTags",
  { ...role, ...parameter.paging },
  (scope, input) => {
    const { items, end } = page(tagItems(findRole(scope, input.RoleName).tags), input, (tag) => tag.Key);
    return { Tags: items.map((tag) => ({ ...tag })), ...end };
  },
  roleResource,
);

export const tagPolicy = queryOperation(
  "TagPolicy",
  { ...policy, Tags: parameter.tagList },
  (scope, { PolicyArn, Tags }) => {
    const found = ownPolicy(scope, PolicyArn, "iam:TagPolicy");
    putPolicy(scope.account, found.arn, { ...found, tags: withTags(found.tags, Tags) });
    return undefined;
  },
  policyArnResource,
);

export const untagPolicy = queryOperation(
  "UntagPolicy",
  { ...policy, TagKeys: parameter.tagKeys },
  (scope, { PolicyArn, TagKeys }) => {
    const found = ownPolicy(scope, PolicyArn, "iam:UntagPolicy");
    putPolicy(scope.account, found.arn, { ...found, tags: withoutTags(found.tags, TagKeys) });
    return undefined;
  },
  policyArnResource,
);

export const listPolicyTags = queryOperation(
  "ListPolicyTags",
  { ...policy, ...parameter.paging },
  (scope, input) => {
    const { items, end } = page(tagItems(findPolicy(scope, input.PolicyArn).tags), input, (tag) => tag.Key);
    return { Tags: items.map((tag) => ({ ...tag })), ...end };
  },
  policyArnResource,
);
