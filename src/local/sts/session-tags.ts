import { Fault } from "../fault.ts";
import type { PolicyContext } from "../policy/variables.ts";
import { list } from "../shape/collection.ts";
import { required, structure } from "../shape/structure.ts";
import { hasReserved, reservedTag } from "../shape/reserved-tags.ts";
import { tagKey, tagValue } from "../shape/tag-texts.ts";

/** A tag as STS's API has it. */
interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export const tagList = list(structure({ Key: required(tagKey), Value: required(tagValue) }, "Tag"), {
  min: 0,
  max: 50,
});

/** The tags of a session. */
export interface SessionTags {
  readonly all: ReadonlyMap<string, string>;
  /** Those that sessions get which are opened by this one. */
  readonly transitive: ReadonlyMap<string, string>;
}

/** The tags of a new session: those asked for, and the transitive ones of the session that asks. Keys are the same whatever their
 * case. Throws InvalidParameterValue. */
export function sessionTags(
  asked: readonly Tag[],
  transitiveKeys: readonly string[],
  inherited: ReadonlyMap<string, string> = new Map(),
): SessionTags {
  if (hasReserved(asked.map(({ Key }) => Key))) throw invalid(reservedTag);
  const keys = new Set(asked.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < asked.length)
    throw invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  if ([...inherited.keys()].some((key) => keys.has(key.toLowerCase()))) {
    throw invalid(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  const lasting = new Set(transitiveKeys.map((key) => key.toLowerCase()));
  if ([...lasting].some((key) => !keys.has(key)))
    throw invalid("The specified transitive tag key must be included in the requested tags.");
  const own = asked.map(({ Key, Value }) => [Key, Value] as const);
  return {
    all: new Map([...inherited, ...own]),
    transitive: new Map([...inherited, ...own.filter(([key]) => lasting.has(key.toLowerCase()))]),
  };
}

/** What trust policies may ask about the tags. */
export function tagRequest({ all, transitive }: SessionTags): PolicyContext {
  if (all.size === 0) return {};
  return {
    ...Object.fromEntries([...all].map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    "aws:TagKeys": [...all.keys()],
    ...(transitive.size > 0 && { "sts:TransitiveTagKeys": [...transitive.keys()] }),
  };
}

function invalid(message: string): Fault {
  return new Fault("InvalidParameterValue", message);
}
