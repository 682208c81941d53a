import { randomBytes } from "node:crypto";
import { jsonOperation } from "../../protocols/json-operation.ts";
import type { JsonOperation } from "../../protocols/json-operation.ts";
import { flag, integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { oneOf } from "../../shape/text.ts";
import { refuseDryRun } from "../dry-run.ts";
import { invalid, refuseKeyStore } from "../faults.ts";
import { authorizeOn } from "../key-operation.ts";
import { context, customKeyStoreId, grantTokens, keyId } from "../members.ts";
import { seal } from "./ciphertext.ts";
import { keyFor, refusePair } from "./key-for.ts";

const count = integer({ min: 1, max: 1024 });

/** GenerateDataKey, or its twin that keeps the key to itself. */
function dataKeyOperation(operation: string, plain: boolean): JsonOperation {
  return jsonOperation(
    operation,
    {
      KeyId: required(keyId),
      EncryptionContext: context,
      NumberOfBytes: count,
      KeySpec: oneOf("AES_256", "AES_128"),
      GrantTokens: grantTokens,
      DryRun: flag,
    },
    (scope, { KeyId, EncryptionContext: pairs = {}, NumberOfBytes: bytes, KeySpec: spec, DryRun }) => {
      if ((bytes === undefined) === (spec === undefined)) {
        throw invalid("Please specify either number of bytes or key spec.");
      }
      const key = keyFor(scope, KeyId, { operation, context: pairs });
      refusePair(key);
      refuseDryRun(DryRun);
      const made = randomBytes(bytes ?? (spec === "AES_128" ? 16 : 32));
      return {
        CiphertextBlob: seal(key, made, pairs),
        ...(plain && { Plaintext: made }),
        KeyId: key.arn,
        KeyMaterialId: key.materials.at(-1)?.id,
      };
    },
  );
}

/** GenerateRandom. */
const generateRandom = jsonOperation(
  "GenerateRandom",
  { NumberOfBytes: count, CustomKeyStoreId: customKeyStoreId },
  (scope, { NumberOfBytes: bytes, CustomKeyStoreId }) => {
    refuseKeyStore(CustomKeyStoreId);
    if (bytes === undefined) throw invalid("NumberOfBytes is required.");
    authorizeOn(scope, "GenerateRandom", "*");
    return { Plaintext: randomBytes(bytes) };
  },
);

/** The operations that make secrets. */
export const secretOperations: readonly JsonOperation[] = [
  dataKeyOperation("GenerateDataKey", true),
  dataKeyOperation("GenerateDataKeyWithoutPlaintext", false),
  generateRandom,
];
