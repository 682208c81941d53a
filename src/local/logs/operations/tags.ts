import { Fault } from "../../fault.ts";
import { list } from "../../shape/collection.ts";
import { hasReserved, reservedTag } from "../../shape/reserved-tags.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { authorize, existing, nameIn, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { invalid, noGroup } from "../faults.ts";
import type { LogGroup } from "../group/log-group.ts";
import { groupName, resourceArn, tagKeys, tags } from "../members.ts";

const mostTags = 50;

/** TagResource. */
export const tagResource = operation(
  "TagResource",
  { resourceArn: required(resourceArn), tags: required(tags) },
  (call, input) => addTags(tagged(call, input.resourceArn), input.tags),
);

/** UntagResource. */
export const untagResource = operation(
  "UntagResource",
  { resourceArn: required(resourceArn), tagKeys: required(tagKeys) },
  (call, input) => {
    const group = tagged(call, input.resourceArn);
    for (const key of input.tagKeys) group.tags.delete(key);
  },
);

/** ListTagsForResource. */
export const listTagsForResource = operation(
  "ListTagsForResource",
  { resourceArn: required(resourceArn) },
  (call, input) => ({ tags: Object.fromEntries(tagged(call, input.resourceArn).tags) }),
);

/** TagLogGroup, the older TagResource. */
export const tagLogGroup = operation(
  "TagLogGroup",
  { logGroupName: required(groupName), tags: required(tags) },
  (call, input) => addTags(existing(call, input.logGroupName), input.tags),
);

/** UntagLogGroup. */
export const untagLogGroup = operation(
  "UntagLogGroup",
  { logGroupName: required(groupName), tags: required(list(text({ min: 1, max: 128 }), { min: 1, max: Infinity })) },
  (call, input) => {
    const group = existing(call, input.logGroupName);
    for (const key of input.tags) group.tags.delete(key);
  },
);

/** ListTagsLogGroup. */
export const listTagsLogGroup = operation("ListTagsLogGroup", { logGroupName: required(groupName) }, (call, input) => ({
  tags: Object.fromEntries(existing(call, input.logGroupName).tags),
}));

/** The group of an ARN, which must not end with `:*` here. */
function tagged(call: Call, arn: string): LogGroup {
  authorize(call, arn);
  if (!/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:*]+$/.test(arn))
    throw invalid("The specified resource ARN is invalid.");
  const group = call.store.groups.get(nameIn(arn));
  if (group?.arn !== arn) throw noGroup();
  return group;
}

function addTags(group: LogGroup, added: ReadonlyMap<string, string>): void {
  if (hasReserved(added.keys())) throw invalid(reservedTag);
  if (new Set([...group.tags.keys(), ...added.keys()]).size > mostTags) {
    throw new Fault("TooManyTagsException", "The maximum number of tags for this resource is exceeded.");
  }
  for (const [key, value] of added) group.tags.set(key, value);
}
