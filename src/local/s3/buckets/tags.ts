import { malformedXml, s3Fault } from "../faults.ts";
import type { Tag } from "../store/object-version.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import type { XmlMembers } from "../xml/write-xml.ts";

/** The tags in a `TagSet`, as S3 checks them: of a bucket 50 at most, of an object 10. */
export function readTags(set: XmlElement | undefined, most = 50): readonly Tag[] {
  if (set === undefined) throw malformedXml();
  const tags = set.all("Tag").map((tag) => {
    const [key, value] = [tag.textOf("Key"), tag.textOf("Value")];
    if (key === undefined || value === undefined) throw malformedXml();
    return { key, value };
  });
  checkTags(tags, most);
  return tags;
}

/** Throws InvalidTag, BadRequest. */
export function checkTags(tags: readonly Tag[], most: number): void {
  if (tags.length > most) {
    throw s3Fault("BadRequest", `${most === 10 ? "Object" : "Bucket"} tags cannot be greater than ${most}`);
  }
  for (const { key, value } of tags) {
    if (key === "" || key.length > 128)
      throw s3Fault("InvalidTag", "The TagKey you have provided is invalid", 400, { TagKey: key });
    if (value.length > 256) {
      throw s3Fault("InvalidTag", "The TagValue you have provided is invalid", 400, { TagKey: key, TagValue: value });
    }
    if (key.toLowerCase().startsWith("aws:")) {
      throw s3Fault("InvalidTag", "System tags cannot be added/updated by requester");
    }
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw s3Fault("InvalidTag", "Cannot provide multiple Tags with the same key");
  }
}

/** Tags as S3 writes them. */
export function tagSet(tags: readonly Tag[]): XmlMembers {
  return { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } };
}
