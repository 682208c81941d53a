import { operation } from "../call.ts";
import { namedResource } from "../resource.ts";
import { resourceArn, streamId, tagKeys, tags } from "../members.ts";
import { required } from "../../shape/structure.ts";
import { checkTags, listTags } from "../tagging.ts";

const which = { ResourceARN: required(resourceArn), StreamId: streamId };

/** TagResource, of a stream or a consumer. */
export const tagResource = operation(
  "TagResource",
  { Tags: required(tags), ...which },
  (call, { ResourceARN, Tags }) => {
    const { address, resource } = namedResource(call, ResourceARN);
    checkTags(address, Tags, resource.tags);
    for (const [key, value] of Tags) resource.tags.set(key, value);
  },
);

/** UntagResource. */
export const untagResource = operation(
  "UntagResource",
  { TagKeys: required(tagKeys), ...which },
  (call, { ResourceARN, TagKeys }) => {
    const { resource } = namedResource(call, ResourceARN);
    for (const key of TagKeys) resource.tags.delete(key);
  },
);

/** ListTagsForResource, by key. */
export const listTagsForResource = operation("ListTagsForResource", which, (call, { ResourceARN }) => ({
  Tags: listTags(namedResource(call, ResourceARN).resource.tags),
}));
