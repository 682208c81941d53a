import type { EncryptionContext } from "../../account/kms/authorize-key.ts";
import { findKey } from "../../account/kms/find-key.ts";
import { isSymmetric } from "../../account/kms/key.ts";
import type { Key } from "../../account/kms/key.ts";
import { refuseState, unusable } from "../../account/kms/refuse-state.ts";
import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { algorithmsOf } from "../keys/key-specs.ts";
import { unsupported } from "../faults.ts";
import { authorize } from "../key-operation.ts";

/** How a key is to be used. */
export interface Use {
  /** The operation that AWS names in its refusals. */
  readonly operation: string;
  /** The permission, where that is another. */
  readonly permission?: string;
  readonly usage?: string;
  readonly algorithm?: string;
  readonly context?: EncryptionContext;
}

/** The key of that id, ARN or alias, which the caller may use so now. Throws what KMS says where that is not so. */
export function keyFor(scope: Scope, keyId: string, use: Use): Key {
  const { operation, permission = operation, usage = "ENCRYPT_DECRYPT", algorithm, context } = use;
  const key = findKey(scope, keyId);
  authorize(scope, key, permission, context);
  refuseState(key, unusable);
  if (key.usage !== usage) {
    throw misused(`${key.arn} key usage is ${key.usage} which is not valid for ${operation}.`);
  }
  if (algorithm !== undefined && !algorithmsOf(key).includes(algorithm)) {
    throw misused(`Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`);
  }
  return key;
}

/** Throws UnsupportedOperationException for a key pair: none is made here. */
export function refusePair(key: Key): void {
  if (!isSymmetric(key)) throw unsupported(`The local AWS does not encrypt with keys of ${key.spec}.`);
}

function misused(message: string): Fault {
  return new Fault("InvalidKeyUsageException", message);
}
