import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { malformedXml, s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import { readXml } from "../xml/read-xml.ts";

const about = "publicAccessBlock";

/** PutPublicAccessBlock: what is not given is false. */
export const putPublicAccessBlock: S3Operation = {
  name: "PutPublicAccessBlock",
  method: "PUT",
  on: "bucket",
  about,
  async run(call) {
    const bucket = allowed(call, "s3:PutBucketPublicAccessBlock");
    const given = readXml(await received(call, true), "PublicAccessBlockConfiguration");
    const publicAccessBlock = {
      BlockPublicAcls: flag(given, "BlockPublicAcls"),
      IgnorePublicAcls: flag(given, "IgnorePublicAcls"),
      BlockPublicPolicy: flag(given, "BlockPublicPolicy"),
      RestrictPublicBuckets: flag(given, "RestrictPublicBuckets"),
    };
    await call.store.change(bucket, { publicAccessBlock });
    return {};
  },
};

/** GetPublicAccessBlock. */
export const getPublicAccessBlock: S3Operation = {
  name: "GetPublicAccessBlock",
  method: "GET",
  on: "bucket",
  about,
  run(call) {
    const { publicAccessBlock: block } = allowed(call, "s3:GetBucketPublicAccessBlock").settings;
    if (block === undefined) {
      const message = "The public access block configuration was not found";
      throw s3Fault("NoSuchPublicAccessBlockConfiguration", message, 404, { BucketName: call.bucketName });
    }
    return { xml: ["PublicAccessBlockConfiguration", { ...block }] };
  },
};

/** DeletePublicAccessBlock. */
export const deletePublicAccessBlock: S3Operation = {
  name: "DeletePublicAccessBlock",
  method: "DELETE",
  on: "bucket",
  about,
  async run(call) {
    await call.store.change(allowed(call, "s3:PutBucketPublicAccessBlock"), { publicAccessBlock: undefined });
    return { status: 204 };
  },
};

function flag(given: XmlElement, name: string): boolean {
  const text = given.textOf(name)?.toLowerCase() ?? "false";
  if (text !== "true" && text !== "false") throw malformedXml();
  return text === "true";
}
