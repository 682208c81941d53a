import { allowed, arnOf, demand } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { receive } from "../payload/payload.ts";
import { aboutOf } from "./about-object.ts";
import { etagFor, writtenHeaders } from "./version-headers.ts";
import { writeObject } from "./write-object.ts";

/** PutObject. */
export const putObject: S3Operation = {
  name: "PutObject",
  method: "PUT",
  on: "object",
  async run(call) {
    const bucket = allowed(call, "s3:PutObject");
    const about = aboutOf(call, bucket);
    if (about.tags.length > 0) demand(call, bucket, "s3:PutObjectTagging", arnOf(call));
    const { body, md5, checksum } = await receive(call);
    const version = await writeObject(call, bucket, { ...about, body, etag: etagFor(about, md5), checksum });
    return { headers: writtenHeaders(bucket, version) };
  },
};
