import { hasReserved, reservedTag } from "../shape/reserved-tags.ts";
import { invalid } from "./call.ts";

/** A tag as the wire has it; one without a value has an empty one. */
export interface Tag {
  readonly Key: string;
  readonly Value?: string;
}

const MOST_TAGS = 50;

/** The tags that are there with the new ones. Throws InvalidArgumentException. */
export function checkTags(added: readonly Tag[], there: ReadonlyMap<string, string>): Map<string, string> {
  const tags = new Map(there);
  for (const { Key, Value = "" } of added) {
    if (hasReserved([Key])) throw invalid(reservedTag);
    if (/[^\p{L}\p{Z}\p{N}_.:/=+\-@%]/u.test(Key + Value))
      throw invalid(`The tag ${Key} has characters that are not allowed.`);
    tags.set(Key, Value);
  }
  if (tags.size > MOST_TAGS) throw invalid(`A delivery stream can have up to ${MOST_TAGS} tags.`);
  return tags;
}
