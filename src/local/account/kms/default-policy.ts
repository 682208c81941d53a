import { parsePolicy } from "../../policy/policy.ts";
import type { KeyPolicy, Place } from "./key.ts";
import { printPolicy } from "./print-policy.ts";

/** The policy of a key that was made without one: the account's IAM policies decide. */
export function defaultPolicy({ account, partition }: Place): KeyPolicy {
  const statement = {
    Sid: "Enable IAM User Permissions",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${account.id}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return written({ Version: "2012-10-17", Id: "key-default-1", Statement: [statement] });
}

/** The policy of a key that AWS makes for a service: whoever may use the service may use the key, and only through it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk */
export function managedPolicy({ account, partition, region }: Place, service: string): KeyPolicy {
  const through = {
    Sid: `Allow access through ${service} for all principals in the account that are authorized to use ${service}`,
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:CreateGrant",
      "kms:DescribeKey",
    ],
    Resource: "*",
    Condition: {
      StringEquals: { "kms:CallerAccount": account.id, "kms:ViaService": `${service}.${region}.amazonaws.com` },
    },
  };
  const metadata = {
    Sid: "Allow direct access to key metadata to the account",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${account.id}:root` },
    Action: ["kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant"],
    Resource: "*",
  };
  return written({ Version: "2012-10-17", Id: `auto-${service}-1`, Statement: [through, metadata] });
}

function written(document: object): KeyPolicy {
  const text = printPolicy(document);
  return { text, statements: parsePolicy(text) };
}
