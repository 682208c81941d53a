import type { S3Operation } from "../call.ts";
import { foundVersion } from "../objects/found-version.ts";
import { aclAsked } from "./acl-asked.ts";
import { aclAnswer } from "./bucket-acl.ts";
import { checkAcl } from "./check-acl.ts";

const place = { on: "object", about: "acl" } as const;

/** PutObjectAcl: kept and given back. */
export const putObjectAcl: S3Operation = {
  name: "PutObjectAcl",
  method: "PUT",
  ...place,
  async run(call) {
    const { bucket, version } = foundVersion(call, "s3:PutObjectAcl");
    const acl = await aclAsked(call);
    checkAcl(call, bucket, "s3:PutObjectAcl", acl);
    await call.store.update(bucket, call.key, (versions) => ({
      versions: versions.map((one) => (one.versionId === version.versionId ? { ...one, acl } : one)),
    }));
    return {};
  },
};

/** GetObjectAcl. */
export const getObjectAcl: S3Operation = {
  name: "GetObjectAcl",
  method: "GET",
  ...place,
  run: (call) => aclAnswer(call.scope.account, foundVersion(call, "s3:GetObjectAcl").version.acl),
};
