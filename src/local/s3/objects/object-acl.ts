import type { S3Operation } from "../call.ts";
import { ownersGrant } from "../owner.ts";
import { foundVersion } from "./found-version.ts";

/** GetObjectAcl: the owner may do everything, and nobody else is listed. */
export const getObjectAcl: S3Operation = {
  name: "GetObjectAcl",
  method: "GET",
  on: "object",
  about: "acl",
  run(call) {
    foundVersion(call, "s3:GetObjectAcl");
    return { xml: ["AccessControlPolicy", ownersGrant(call.scope.account)] };
  },
};
