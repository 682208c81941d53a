import { existing } from "../address.ts";
import { tagKeys, tags } from "../members.ts";
import { integer } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import { checkCharacters, checkTags, listTags } from "../tagging.ts";

const MOST_TAGS = 50;

/** AddTagsToStream. */
export const addTagsToStream = streamOperation(
  "AddTagsToStream",
  { Tags: required(tags) },
  existing,
  (_call, stream, { Tags }, address) => {
    checkTags(address, Tags, stream.tags);
    for (const [key, value] of Tags) stream.tags.set(key, value);
  },
);

/** RemoveTagsFromStream. */
export const removeTagsFromStream = streamOperation(
  "RemoveTagsFromStream",
  { TagKeys: required(tagKeys) },
  existing,
  (_call, stream, { TagKeys }, address) => {
    checkCharacters(`remove tags from stream ${address.name} under account ${address.account}`, TagKeys);
    for (const key of TagKeys) stream.tags.delete(key);
  },
);

/** ListTagsForStream, by key. */
export const listTagsForStream = streamOperation(
  "ListTagsForStream",
  { ExclusiveStartTagKey: text({ min: 1, max: 128 }), Limit: integer({ min: 1, max: MOST_TAGS }) },
  existing,
  (_call, stream, { ExclusiveStartTagKey = "", Limit = MOST_TAGS }) => {
    const from = listTags(stream.tags).filter(({ Key }) => Key > ExclusiveStartTagKey);
    return { Tags: from.slice(0, Limit), HasMoreTags: from.length > Limit };
  },
);
