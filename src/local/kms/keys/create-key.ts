import { defaultPolicy } from "../../account/kms/default-policy.ts";
import { keyStore, newKey } from "../../account/kms/key-store.ts";
import { jsonOperation } from "../../protocols/json-operation.ts";
import { flag } from "../../shape/scalar.ts";
import { oneOf, text } from "../../shape/text.ts";
import { invalid, refuseKeyStore, unsupported } from "../faults.ts";
import { authorizeOn } from "../key-operation.ts";
import * as members from "../members.ts";
import { keyPolicy, refuseLockout } from "../key-policy.ts";
import { withTags } from "../tags.ts";
import { describe } from "./describe-key.ts";
import { keySpecs, usageFor } from "./key-specs.ts";

const spec = text({ values: Object.keys(keySpecs) });

/** CreateKey. */
export const createKey = jsonOperation(
  "CreateKey",
  {
    Policy: members.policy,
    Description: members.description,
    KeyUsage: oneOf("ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"),
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    Origin: oneOf("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"),
    BypassPolicyLockoutSafetyCheck: flag,
    Tags: members.tags,
    MultiRegion: flag,
    CustomKeyStoreId: members.customKeyStoreId,
    XksKeyId: text({ pattern: "^[a-zA-Z0-9-_.]+$", min: 1, max: 128 }),
  },
  (scope, input) => {
    authorizeOn(scope, "CreateKey", "*");
    const { KeySpec, CustomerMasterKeySpec: former, Origin = "AWS_KMS", Policy, MultiRegion = false } = input;
    if (KeySpec !== undefined && former !== undefined) {
      throw invalid(
        "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.",
      );
    }
    refuseKeyStore(input.CustomKeyStoreId);
    if (input.XksKeyId !== undefined || Origin === "AWS_CLOUDHSM" || Origin === "EXTERNAL_KEY_STORE") {
      throw unsupported(`The local AWS has no custom key stores.`);
    }
    const given = {
      spec: KeySpec ?? former ?? "SYMMETRIC_DEFAULT",
      origin: Origin,
      multiRegion: MultiRegion,
      description: input.Description ?? "",
      tags: withTags(new Map(), input.Tags ?? []),
      policy: Policy === undefined ? defaultPolicy(scope) : keyPolicy(Policy),
    };
    const usage = usageFor(given.spec, input.KeyUsage);
    const key = newKey(scope, { ...given, usage });
    refuseLockout(scope, key, input.BypassPolicyLockoutSafetyCheck);
    keyStore(scope).keys.set(key.id, key);
    return { KeyMetadata: describe(scope, key) };
  },
);
