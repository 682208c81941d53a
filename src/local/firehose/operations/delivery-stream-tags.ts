import { integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../call.ts";
import * as members from "../members.ts";
import { checkTags } from "../tagging.ts";

const MOST_TAGS = 50;

/** TagDeliveryStream: adds and overwrites. */
export const tagDeliveryStream = streamOperation(
  "TagDeliveryStream",
  { Tags: required(members.tags) },
  (_, { stream }, { Tags }) => {
    for (const [key, value] of checkTags(Tags, stream.tags)) stream.tags.set(key, value);
    return {};
  },
);

/** UntagDeliveryStream: keys that are not there are ignored. */
export const untagDeliveryStream = streamOperation(
  "UntagDeliveryStream",
  { TagKeys: required(members.tagKeys) },
  (_, { stream }, { TagKeys }) => {
    for (const key of TagKeys) stream.tags.delete(key);
    return {};
  },
);

/** ListTagsForDeliveryStream, by key. */
export const listTagsForDeliveryStream = streamOperation(
  "ListTagsForDeliveryStream",
  { ExclusiveStartTagKey: members.startTagKey, Limit: integer({ min: 1, max: MOST_TAGS }) },
  (_, { stream }, { ExclusiveStartTagKey: after = "", Limit = MOST_TAGS }) => {
    const tags = [...stream.tags]
      .map(([Key, Value]) => ({ Key, Value }))
      .filter(({ Key }) => Key > after)
      .toSorted((a, b) => (a.Key < b.Key ? -1 : 1));
    return { Tags: tags.slice(0, Limit), HasMoreTags: tags.length > Limit };
  },
);
