import type { Scope } from "../../account/scope.ts";
import { queryOperation } from "../../protocols/query.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { save } from "../kind.ts";
import type { Kind } from "../kind.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { findPolicy, ownPolicy, policyArnResource } from "../policy.ts";
import { putPolicy } from "../store.ts";
import type { Named, Tags } from "../store.ts";
import { tagItems, withoutTags, withTags } from "../tags.ts";
import { about } from "./about.ts";

const tag = { Tags: required(parameter.tagList) };
const untag = { TagKeys: required(parameter.tagKeys) };

/** The operations on the tags of a kind. */
export function tagging<T extends Named>(kind: Kind<T>): readonly QueryOperation[] {
  const { word } = kind;
  const put = ({ account }: Scope, one: T, tags: Tags): undefined => void save(kind, account, { ...one, tags });
  return [
    about(kind, `Tag${word}`, tag, (scope, one, { Tags }) => put(scope, one, withTags(one.tags, Tags))),
    about(kind, `Untag${word}`, untag, (scope, one, { TagKeys }) => put(scope, one, withoutTags(one.tags, TagKeys))),
    about(kind, `List${word}Tags`, parameter.paging, (_, one, input) => tagPage(one.tags, input)),
  ];
}

const policy = { PolicyArn: required(parameter.policyArn) };

/** The same for managed policies, which are named by their ARN. */
export const policyTagging: readonly QueryOperation[] = [
  queryOperation(
    "TagPolicy",
    { ...policy, ...tag },
    (scope, { PolicyArn, Tags }) => {
      const found = ownPolicy(scope, PolicyArn, "iam:TagPolicy");
      putPolicy(scope.account, found.arn, { ...found, tags: withTags(found.tags, Tags) });
      return undefined;
    },
    policyArnResource,
  ),
  queryOperation(
    "UntagPolicy",
    { ...policy, ...untag },
    (scope, { PolicyArn, TagKeys }) => {
      const found = ownPolicy(scope, PolicyArn, "iam:UntagPolicy");
      putPolicy(scope.account, found.arn, { ...found, tags: withoutTags(found.tags, TagKeys) });
      return undefined;
    },
    policyArnResource,
  ),
  queryOperation(
    "ListPolicyTags",
    { ...policy, ...parameter.paging },
    (scope, input) => tagPage(findPolicy(scope, input.PolicyArn).tags, input),
    policyArnResource,
  ),
];

function tagPage(tags: Tags, input: Parameters<typeof page>[1]) {
  const { items, end } = page(tagItems(tags), input, ({ Key }) => Key);
  return { Tags: items.map((each) => ({ ...each })), ...end };
}
