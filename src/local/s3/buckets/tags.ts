import { malformedXml, s3Fault } from "../faults.ts";
import type { Tag } from "../store/object-version.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import type { XmlMembers } from "../xml/write-xml.ts";

/** What the tags belong to: how many it may have, and AWS's words about `aws:`. */
export interface Tagged {
  readonly what: "Bucket" | "Object";
  readonly most: number;
  readonly reserved: string;
  /** Does the refusal of a reserved key name it? */
  readonly namesKey: boolean;
}

/** The tags of a bucket. */
export const bucketTags: Tagged = {
  what: "Bucket",
  most: 50,
  reserved: "System tags cannot be added/updated by requester",
  namesKey: true,
};

/** The tags that CreateBucket takes along. */
export const newBucketTags: Tagged = {
  ...bucketTags,
  reserved:
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
  namesKey: false,
};

/** The tags of an object. */
export const objectTags: Tagged = {
  what: "Object",
  most: 10,
  reserved: "Your TagKey cannot be prefixed with aws:",
  namesKey: true,
};

/** The tags in a `TagSet`, as S3 checks them. */
export function readTags(set: XmlElement | undefined, tagged: Tagged): readonly Tag[] {
  if (set === undefined) throw malformedXml();
  const tags = set.all("Tag").map((tag) => {
    const [key, value] = [tag.textOf("Key"), tag.textOf("Value")];
    if (key === undefined || value === undefined) throw malformedXml();
    return { key, value };
  });
  checkTags(tags, tagged);
  return tags;
}

const allowedText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Throws InvalidTag, BadRequest. */
export function checkTags(tags: readonly Tag[], { what, most, reserved, namesKey }: Tagged): void {
  if (tags.length > most) throw s3Fault("BadRequest", `${what} tags cannot be greater than ${most}`);
  const seen = new Set<string>();
  for (const { key, value } of tags) {
    if (key === "" || key.length > 128 || !allowedText.test(key))
      throw s3Fault("InvalidTag", "The TagKey you have provided is invalid", 400, { TagKey: key });
    if (value.length > 256 || !allowedText.test(value))
      throw s3Fault("InvalidTag", "The TagValue you have provided is invalid", 400, { TagKey: key, TagValue: value });
    if (key.toLowerCase().startsWith("aws:"))
      throw s3Fault("InvalidTag", reserved, 400, namesKey ? { TagKey: key } : {});
    if (seen.has(key))
      throw s3Fault("InvalidTag", "Cannot provide multiple Tags with the same key", 400, { TagKey: key });
    seen.add(key);
  }
}

/** Tags as S3 writes them. */
export function tagSet(tags: readonly Tag[]): XmlMembers {
  return { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } };
}
