import type { EncryptionContext } from "../../account/kms/authorize-key.ts";
import { findKey } from "../../account/kms/find-key.ts";
import type { Key } from "../../account/kms/key.ts";
import { keyStore } from "../../account/kms/key-store.ts";
import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { jsonOperation } from "../../protocols/json-operation.ts";
import type { JsonOperation } from "../../protocols/json-operation.ts";
import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { refuseDryRun } from "../dry-run.ts";
import { accessDenied } from "../faults.ts";
import { bytes, context, dryRunModifiers, encryptionAlgorithm, grantTokens, keyId } from "../members.ts";
import { open, seal, takeApart } from "./ciphertext.ts";
import { keyFor, refusePair } from "./key-for.ts";

const DEFAULT = "SYMMETRIC_DEFAULT";
const ciphertext = { CiphertextBlob: required(bytes(6144)) };
const more = { GrantTokens: grantTokens, DryRun: flag };
const modified = { ...more, DryRunModifiers: dryRunModifiers };

/** Encrypt. */
const encrypt = jsonOperation(
  "Encrypt",
  {
    KeyId: required(keyId),
    Plaintext: required(bytes(4096)),
    EncryptionContext: context,
    EncryptionAlgorithm: encryptionAlgorithm,
    ...more,
  },
  (scope, { KeyId, Plaintext, EncryptionContext: pairs = {}, EncryptionAlgorithm: algorithm = DEFAULT, DryRun }) => {
    const key = keyFor(scope, KeyId, { operation: "Encrypt", algorithm, context: pairs });
    refusePair(key);
    refuseDryRun(DryRun);
    return { CiphertextBlob: seal(key, Plaintext, pairs), KeyId: key.arn, EncryptionAlgorithm: algorithm };
  },
);

/** Decrypt: the ciphertext says which key it needs. */
const decrypt = jsonOperation(
  "Decrypt",
  { ...ciphertext, EncryptionContext: context, KeyId: keyId, EncryptionAlgorithm: encryptionAlgorithm, ...modified },
  (
    scope,
    { CiphertextBlob, EncryptionContext: pairs = {}, EncryptionAlgorithm: algorithm = DEFAULT, KeyId, DryRun },
  ) => {
    const { key, plaintext, materialId } = decrypted(scope, {
      operation: "Decrypt",
      blob: CiphertextBlob,
      KeyId,
      algorithm,
      pairs,
    });
    refuseDryRun(DryRun);
    return {
      KeyId: key.arn,
      Plaintext: plaintext,
      EncryptionAlgorithm: algorithm,
      KeyMaterialId: materialId,
    };
  },
);

/** ReEncrypt: the plaintext stays inside. */
const reEncrypt = jsonOperation(
  "ReEncrypt",
  {
    ...ciphertext,
    SourceEncryptionContext: context,
    SourceKeyId: keyId,
    DestinationKeyId: required(keyId),
    DestinationEncryptionContext: context,
    SourceEncryptionAlgorithm: encryptionAlgorithm,
    DestinationEncryptionAlgorithm: encryptionAlgorithm,
    ...modified,
  },
  (scope, input) => {
    const { SourceEncryptionContext: from = {}, DestinationEncryptionContext: to = {} } = input;
    const { SourceEncryptionAlgorithm = DEFAULT, DestinationEncryptionAlgorithm = DEFAULT } = input;
    const source = decrypted(scope, {
      operation: "ReEncrypt",
      permission: "ReEncryptFrom",
      blob: input.CiphertextBlob,
      KeyId: input.SourceKeyId,
      algorithm: SourceEncryptionAlgorithm,
      pairs: from,
    });
    const key = keyFor(scope, input.DestinationKeyId, {
      operation: "ReEncrypt",
      permission: "ReEncryptTo",
      algorithm: DestinationEncryptionAlgorithm,
      context: to,
    });
    refusePair(key);
    refuseDryRun(input.DryRun);
    return {
      CiphertextBlob: seal(key, source.plaintext, to),
      SourceKeyId: source.key.arn,
      KeyId: key.arn,
      SourceEncryptionAlgorithm,
      DestinationEncryptionAlgorithm,
      SourceKeyMaterialId: source.materialId,
      DestinationKeyMaterialId: key.materials.at(-1)?.id,
    };
  },
);

/** The operations on texts of up to 4 KiB. */
export const encryptOperations: readonly JsonOperation[] = [encrypt, decrypt, reEncrypt];

interface Given {
  readonly operation: string;
  readonly permission?: string;
  readonly blob: Buffer;
  readonly KeyId: string | undefined;
  readonly algorithm: string;
  readonly pairs: EncryptionContext;
}

function decrypted(scope: Scope, { operation, permission = operation, blob, KeyId, algorithm, pairs }: Given) {
  const asked = KeyId === undefined ? undefined : findKey(scope, KeyId);
  const sealed = takeApart(blob);
  const key = sealingKey(scope, sealed.keyId);
  if (asked !== undefined && asked.id !== key.id) {
    throw new Fault(
      "IncorrectKeyException",
      "The key ID in the request does not identify a CMK that can perform this operation.",
    );
  }
  keyFor(scope, key.id, { operation, permission, algorithm, context: pairs });
  return { key, plaintext: open(key, sealed, pairs), materialId: sealed.materialId };
}

function sealingKey(scope: Scope, id: string): Key {
  const key = keyStore(scope).keys.get(id);
  if (key !== undefined) return key;
  throw accessDenied(
    "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.",
  );
}
