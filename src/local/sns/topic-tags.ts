import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { list } from "../shape/collection.ts";
import { hasReserved, reservedTag } from "../shape/reserved-tags.ts";
import { required, structure } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { invalid, topicsOf, type Topic } from "./topics.ts";

const MOST = 50;

/** Tags as SNS takes them. */
export const tagList = list(
  structure({ Key: required(text({ min: 1, max: 128 })), Value: required(text({ max: 256 })) }),
);

/** Adds tags to those that a topic has. Throws TagLimitExceeded. */
export function addTags({ tags }: Topic, added: readonly { readonly Key: string; readonly Value: string }[]): void {
  if (hasReserved(added.map(({ Key }) => Key))) throw invalid(`Tags Reason: ${reservedTag}`);
  const all = new Map([...tags, ...added.map(({ Key, Value }) => [Key, Value] as const)]);
  if (all.size > MOST)
    throw new Fault("TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");
  for (const [key, value] of all) tags.set(key, value);
}

function resourceAt(scope: Scope, arn: string): Topic {
  const found = topicsOf(scope).get(arn);
  if (found === undefined) throw new Fault("ResourceNotFound", "Resource does not exist", 404);
  return found;
}

const resource = { ResourceArn: required(text({ min: 1, max: 1_011 })) };

const tagResource = queryOperation(
  "TagResource",
  { ...resource, Tags: required(tagList) },
  (scope, { ResourceArn, Tags }) => {
    addTags(resourceAt(scope, ResourceArn), Tags);
    return {};
  },
  (_, { ResourceArn }) => ResourceArn,
);

const untagResource = queryOperation(
  "UntagResource",
  { ...resource, TagKeys: required(list(text({ min: 1, max: 128 }))) },
  (scope, { ResourceArn, TagKeys }) => {
    const { tags } = resourceAt(scope, ResourceArn);
    for (const key of TagKeys) tags.delete(key);
    return {};
  },
  (_, { ResourceArn }) => ResourceArn,
);

const listTagsForResource = queryOperation(
  "ListTagsForResource",
  resource,
  (scope, { ResourceArn }) => ({
    Tags: [...resourceAt(scope, ResourceArn).tags].map(([Key, Value]) => ({ Key, Value })),
  }),
  (_, { ResourceArn }) => ResourceArn,
);

/** The operations on a topic's tags. */
export const tagOperations: readonly QueryOperation[] = [listTagsForResource, tagResource, untagResource];
