import type { JsonOperation } from "../protocols/json-operation.ts";
import { Fault } from "../fault.ts";
import { list } from "../shape/collection.ts";
import { hasReserved } from "../shape/reserved-tags.ts";
import { required } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { keyOperation } from "./key-operation.ts";
import { paging, tags } from "./members.ts";
import { page } from "./page.ts";

const MOST = 50;

/** Tags with others added. Throws TagException. */
export function withTags(
  there: ReadonlyMap<string, string>,
  added: readonly { readonly TagKey: string; readonly TagValue: string }[],
): Map<string, string> {
  const keys = added.map(({ TagKey }) => TagKey);
  if (hasReserved(keys)) throw refusal("Tags beginning with aws: are reserved");
  if (new Set(keys).size < keys.length) throw refusal("Duplicate tag keys");
  const all = new Map([...there, ...added.map(({ TagKey, TagValue }) => [TagKey, TagValue] as const)]);
  if (all.size > MOST) throw refusal("Too many tags");
  return all;
}

/** The operations on a key's tags. */
export const tagOperations: readonly JsonOperation[] = [
  keyOperation("TagResource", { Tags: required(tags) }, { not: ["PendingDeletion"] }, (_, key, { Tags }) => {
    for (const [name, value] of withTags(key.tags, Tags)) key.tags.set(name, value);
  }),
  keyOperation(
    "UntagResource",
    { TagKeys: required(list(text({ min: 1, max: 128 }))) },
    { not: ["PendingDeletion"] },
    (_, key, { TagKeys }) => {
      for (const name of TagKeys) key.tags.delete(name);
    },
  ),
  keyOperation("ListResourceTags", paging, {}, (_, key, input) => {
    const { items, end } = page(key.tags, input, MOST, ([name]) => name);
    return { Tags: items.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...end };
  }),
];

function refusal(message: string): Fault {
  return new Fault("TagException", message);
}
