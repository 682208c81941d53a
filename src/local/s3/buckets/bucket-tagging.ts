import { allowed } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import type { Tag } from "../store/object-version.ts";
import { readXml } from "../xml/read-xml.ts";
import { bucketTags, checkTags, readTags, tagSet } from "./tags.ts";

/** PutBucketTagging: replaces all tags. */
export const putBucketTagging: S3Operation = {
  name: "PutBucketTagging",
  method: "PUT",
  on: "bucket",
  about: "tagging",
  async run(call) {
    const bucket = allowed(call, "s3:PutBucketTagging");
    const tags = readTags(readXml(await received(call, true), "Tagging").child("TagSet"), bucketTags);
    await call.store.change(bucket, { tags });
    return { status: 204 };
  },
};

/** GetBucketTagging. */
export const getBucketTagging: S3Operation = {
  name: "GetBucketTagging",
  method: "GET",
  on: "bucket",
  about: "tagging",
  run(call) {
    const { tags } = allowed(call, "s3:GetBucketTagging").settings;
    if (tags === undefined || tags.length === 0) {
      throw s3Fault("NoSuchTagSet", "The TagSet does not exist", 404, { BucketName: call.bucketName });
    }
    return { xml: ["Tagging", tagSet(tags)] };
  },
};

/** DeleteBucketTagging. */
export const deleteBucketTagging: S3Operation = {
  name: "DeleteBucketTagging",
  method: "DELETE",
  on: "bucket",
  about: "tagging",
  async run(call) {
    await call.store.change(allowed(call, "s3:PutBucketTagging"), { tags: undefined });
    return { status: 204 };
  },
};

/** ListTagsForResource of S3 Control. */
export const listTagsForResource: S3Operation = {
  name: "ListTagsForResource",
  method: "GET",
  on: "bucket",
  about: "control-tags",
  run(call) {
    const { tags = [] } = allowed(call, "s3:ListTagsForResource").settings;
    return {
      xml: ["ListTagsForResourceResult", { Tags: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } }],
    };
  },
};

/** TagResource of S3 Control: adds to the tags. */
export const tagResource: S3Operation = {
  name: "TagResource",
  method: "POST",
  on: "bucket",
  about: "control-tags",
  async run(call) {
    const bucket = allowed(call, "s3:TagResource");
    const added = readTags(readXml(await received(call), "TagResourceRequest").child("Tags"), bucketTags);
    const tags = [
      ...without(
        call,
        added.map(({ key }) => key),
      ),
      ...added,
    ];
    checkTags(tags, bucketTags);
    await call.store.change(bucket, { tags });
    return { status: 204 };
  },
};

/** UntagResource of S3 Control. */
export const untagResource: S3Operation = {
  name: "UntagResource",
  method: "DELETE",
  on: "bucket",
  about: "control-tags",
  async run(call) {
    const bucket = allowed(call, "s3:UntagResource");
    await call.store.change(bucket, { tags: without(call, call.all("tagKeys")) });
    return { status: 204 };
  },
};

function without({ store, bucketName }: Call, keys: readonly string[]): readonly Tag[] {
  return (store.buckets.get(bucketName)?.settings.tags ?? []).filter(({ key }) => !keys.includes(key));
}
