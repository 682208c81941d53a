import type { Account, Corner } from "../account/account.ts";
import { hasReserved, reservedTag } from "../shape/reserved-tags.ts";
import { invalid } from "./faults.ts";

/** A tag as CloudWatch's API has it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The tags of alarms and dashboards, by ARN. */
const corner: Corner<Map<string, Map<string, string>>> = { name: "cloudwatch.tags", make: () => new Map() };
const MOST_TAGS = 50;

/** The tags of a resource, sorted by key. */
export function tagsOf(account: Account, arn: string): readonly Tag[] {
  const tags = account.corner(corner, "").get(arn) ?? new Map<string, string>();
  return [...tags].map(([Key, Value]) => ({ Key, Value })).sort((one, other) => (one.Key < other.Key ? -1 : 1));
}

/** Adds tags to a resource, or changes them. Throws ValidationException for too many, and for AWS's own. */
export function addTags(account: Account, arn: string, added: readonly Tag[]): void {
  if (hasReserved(added.map(({ Key }) => Key))) throw invalid(reservedTag);
  const all = account.corner(corner, "");
  const tags = new Map(all.get(arn));
  for (const { Key, Value } of added) tags.set(Key, Value);
  if (tags.size > MOST_TAGS) throw invalid(`The number of tags exceeds the limit of ${MOST_TAGS} for a resource.`);
  all.set(arn, tags);
}

/** Removes tags of a resource; all of them when no keys are given. */
export function removeTags(account: Account, arn: string, keys?: readonly string[]): void {
  const all = account.corner(corner, "");
  if (keys === undefined) all.delete(arn);
  else for (const key of keys) all.get(arn)?.delete(key);
}
