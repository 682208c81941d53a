import type { JsonOperation } from "../protocols/json-operation.ts";
import { aliasOperations } from "./aliases.ts";
import { secretOperations } from "./crypto/data-keys.ts";
import { encryptOperations } from "./crypto/encrypt.ts";
import { macOperations } from "./crypto/mac.ts";
import { grantOperations } from "./grants.ts";
import { createKey } from "./keys/create-key.ts";
import { describeKey, listKeys } from "./keys/describe-key.ts";
import {
  cancelKeyDeletion,
  disableKey,
  enableKey,
  scheduleKeyDeletion,
  updateKeyDescription,
} from "./keys/lifecycle.ts";
import {
  disableKeyRotation,
  enableKeyRotation,
  getKeyRotationStatus,
  listKeyRotations,
  rotateKeyOnDemand,
} from "./keys/rotation.ts";
import { policyOperations } from "./policies.ts";
import { tagOperations } from "./tags.ts";

/** Every operation that this KMS has. */
export const kmsOperations: readonly JsonOperation[] = [
  createKey,
  describeKey,
  listKeys,
  enableKey,
  disableKey,
  updateKeyDescription,
  scheduleKeyDeletion,
  cancelKeyDeletion,
  enableKeyRotation,
  disableKeyRotation,
  getKeyRotationStatus,
  rotateKeyOnDemand,
  listKeyRotations,
  ...aliasOperations,
  ...policyOperations,
  ...tagOperations,
  ...grantOperations,
  ...encryptOperations,
  ...secretOperations,
  ...macOperations,
];
