import { Fault } from "../fault.ts";
import { hasReserved, reservedTag } from "../shape/reserved-tags.ts";
import type { XmlValue } from "../protocols/xml.ts";
import type { Tags } from "./store.ts";

/** A tag as IAM's API has it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const mostTags = 50;

/** The tags with the given ones added or replaced; keys are the same whatever their case. Throws InvalidInput, LimitExceeded. */
export function withTags(tags: Tags, added: readonly Tag[] = []): Tags {
  const keys = added.map(({ Key }) => Key.toLowerCase());
  if (hasReserved(keys)) throw new Fault("InvalidInput", reservedTag);
  if (new Set(keys).size < keys.length) {
    throw new Fault("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }
  const kept = [...tags].filter(([key]) => !keys.includes(key.toLowerCase()));
  const all = new Map([...kept, ...added.map(({ Key, Value }) => [Key, Value] as const)]);
  if (all.size > mostTags) {
    throw new Fault("LimitExceeded", "The number of tags has reached the maximum limit.", 409);
  }
  return all;
}

/** The tags without those keys. */
export function withoutTags(tags: Tags, keys: readonly string[] = []): Tags {
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return new Map([...tags].filter(([key]) => !gone.has(key.toLowerCase())));
}

/** Tags as IAM answers them; undefined, hence left out, when there are none. */
export function shownTags(tags: Tags): XmlValue {
  return tags.size === 0 ? undefined : tagItems(tags).map(({ Key, Value }) => ({ Key, Value }));
}

/** Tags as a list. */
export function tagItems(tags: Tags): readonly Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
