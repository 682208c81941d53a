import type { Call, Output, S3Operation } from "../call.ts";
import { received } from "../payload/payload.ts";
import { objectTags, readTags, tagSet } from "../buckets/tags.ts";
import type { Tag } from "../store/object-version.ts";
import { readXml } from "../xml/read-xml.ts";
import { versionHeader } from "./add-version.ts";
import { foundVersion } from "./found-version.ts";

const place = { on: "object", about: "tagging" } as const;

/** PutObjectTagging: replaces all tags. */
export const putObjectTagging: S3Operation = {
  name: "PutObjectTagging",
  method: "PUT",
  ...place,
  async run(call) {
    foundVersion(call, "s3:PutObjectTagging");
    return retag(
      call,
      "s3:PutObjectTagging",
      readTags(readXml(await received(call, true), "Tagging").child("TagSet"), objectTags),
      200,
    );
  },
};

/** GetObjectTagging. */
export const getObjectTagging: S3Operation = {
  name: "GetObjectTagging",
  method: "GET",
  ...place,
  run(call) {
    const { bucket, version } = foundVersion(call, "s3:GetObjectTagging");
    return { headers: { "x-amz-version-id": versionHeader(bucket, version) }, xml: ["Tagging", tagSet(version.tags)] };
  },
};

/** DeleteObjectTagging. */
export const deleteObjectTagging: S3Operation = {
  name: "DeleteObjectTagging",
  method: "DELETE",
  ...place,
  run: (call) => retag(call, "s3:DeleteObjectTagging", [], 204),
};

async function retag(call: Call, action: string, tags: readonly Tag[], status: number): Promise<Output> {
  const { bucket, version } = foundVersion(call, action);
  await call.store.update(bucket, call.key, (versions) => ({
    versions: versions.map((one) => (one.versionId === version.versionId ? { ...one, tags } : one)),
  }));
  return { status, headers: { "x-amz-version-id": versionHeader(bucket, version) } };
}
