import { isDisabled, keyOf, setDisabled, type Key } from "../account/kms-keys.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import { required } from "../shape/structure.ts";
import { text } from "../shape/text.ts";

const input = { KeyId: required(text({ min: 1, max: 2048 })) };

/** An operation on a key. */
function keyOperation(name: string, work: (scope: Scope, key: Key) => unknown): JsonOperation {
  return jsonOperation(name, input, (scope, { KeyId }) => {
    const key = found(scope, KeyId);
    const action = `kms:${name}`;
    if (!scope.caller.allows(action, key.arn))
      throw new Fault(
        "AccessDeniedException",
        `User: ${scope.caller.arn} is not authorized to perform: ${action} on resource: ${key.arn} ` +
          `because no identity-based policy allows the ${action} action`,
      );
    return work(scope, key);
  });
}

/** As AWS describes a symmetric key of a customer, or the one that AWS manages for Kinesis. */
const describeKey = keyOperation("DescribeKey", ({ account, region }, { arn, alias }) => {
  const off = isDisabled(account, region, { arn });
  return {
    KeyMetadata: {
      AWSAccountId: account.id,
      KeyId: arn.slice(arn.lastIndexOf("/") + 1),
      Arn: arn,
      CreationDate: new Date(0),
      Enabled: !off,
      Description: "",
      KeyUsage: "ENCRYPT_DECRYPT",
      KeyState: off ? "Disabled" : "Enabled",
      Origin: "AWS_KMS",
      KeyManager: alias?.startsWith("alias/aws/") === true ? "AWS" : "CUSTOMER",
      CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
      KeySpec: "SYMMETRIC_DEFAULT",
      EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
      MultiRegion: false,
    },
  };
});

const disableKey = keyOperation("DisableKey", ({ account, region }, key) => setDisabled(account, region, key, true));
const enableKey = keyOperation("EnableKey", ({ account, region }, key) => setDisabled(account, region, key, false));

/** What there is of KMS: whether a key may be used. Nothing is encrypted here, and every key is there that looks like one. */
export const kmsOperations: readonly JsonOperation[] = [describeKey, disableKey, enableKey];

function found(scope: Scope, keyId: string): Key {
  const [, region = scope.region] = /^arn:[^:]+:kms:([^:]*):/.exec(keyId) ?? [];
  if (region !== scope.region) throw new Fault("NotFoundException", `Invalid arn ${region}`);
  const name = keyId.replace(/^arn:[^:]+:kms:[^:]*:[^:]*:(?:key\/)?/, "");
  if (!/^(alias\/[\w/-]+|(mrk-)?[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(name))
    throw new Fault("NotFoundException", `Invalid keyId '${keyId}'`);
  return keyOf(scope, keyId);
}
