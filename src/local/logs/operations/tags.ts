import { Fault } from "../../fault.ts";
import { hasReserved, reservedTag } from "../../shape/reserved-tags.ts";
import { required } from "../../shape/structure.ts";
import { authorize, existing, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { invalid, noDestination, noGroup } from "../faults.ts";
import { groupName, resourceArn, tagKeyList, tagKeys, tags } from "../members.ts";

const mostTags = 50;

interface Tagged {
  readonly tags: Map<string, string>;
}

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
    const { tags: kept } = tagged(call, input.resourceArn);
    for (const key of input.tagKeys) kept.delete(key);
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
  { logGroupName: required(groupName), tags: required(tagKeyList) },
  (call, input) => {
    const group = existing(call, input.logGroupName);
    for (const key of input.tags) group.tags.delete(key);
  },
);

/** ListTagsLogGroup. */
export const listTagsLogGroup = operation("ListTagsLogGroup", { logGroupName: required(groupName) }, (call, input) => ({
  tags: Object.fromEntries(existing(call, input.logGroupName).tags),
}));

/** The group or destination of an ARN, which must not end with `:*` here. */
function tagged(call: Call, arn: string): Tagged {
  authorize(call, arn);
  const [, kind, name = ""] = /^arn:[^:]+:logs:[^:]+:\d{12}:(log-group|destination):([^:*]+)$/.exec(arn) ?? [];
  if (kind === undefined) throw invalid("The specified resource ARN is invalid.");
  const { groups, destinations } = call.store;
  const found = kind === "log-group" ? groups.get(name) : destinations.get(name);
  if (found?.arn !== arn) throw kind === "log-group" ? noGroup() : noDestination();
  return found;
}

function addTags({ tags: kept }: Tagged, added: ReadonlyMap<string, string>): void {
  if (hasReserved(added.keys())) throw invalid(reservedTag);
  if (new Set([...kept.keys(), ...added.keys()]).size > mostTags) {
    throw new Fault("TooManyTagsException", "The maximum number of tags for this resource is exceeded.");
  }
  for (const [key, value] of added) kept.set(key, value);
}
