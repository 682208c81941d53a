import { allowed } from "../call.ts";
import type { Output, S3Operation } from "../call.ts";
import { owner } from "../owner.ts";
import type { Account } from "../../account/account.ts";
import { aclAsked } from "./acl-asked.ts";
import { checkAcl } from "./check-acl.ts";
import { ownersGrants } from "./grants.ts";
import type { Grant } from "./grants.ts";

const place = { on: "bucket", about: "acl" } as const;

/** PutBucketAcl: kept and given back; who may do what is decided by policies. */
export const putBucketAcl: S3Operation = {
  name: "PutBucketAcl",
  method: "PUT",
  ...place,
  async run(call) {
    const bucket = allowed(call, "s3:PutBucketAcl");
    const acl = await aclAsked(call);
    checkAcl(call, bucket, "s3:PutBucketAcl", acl);
    await call.store.change(bucket, { acl });
    return {};
  },
};

/** GetBucketAcl. */
export const getBucketAcl: S3Operation = {
  name: "GetBucketAcl",
  method: "GET",
  ...place,
  run: (call) => aclAnswer(call.scope.account, allowed(call, "s3:GetBucketAcl").settings.acl),
};

/** An access control list as S3 writes it. */
export function aclAnswer(account: Account, grants: readonly Grant[] = ownersGrants(account)): Output {
  return {
    xml: [
      "AccessControlPolicy",
      {
        Owner: owner(account),
        AccessControlList: {
          Grant: grants.map(({ Grantee, Permission }) => ({ Grantee: { ...Grantee }, Permission })),
        },
      },
    ],
  };
}
