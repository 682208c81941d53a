import { createHmac, timingSafeEqual } from "node:crypto";
import type { Key } from "../../account/kms/key.ts";
import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { jsonOperation } from "../../protocols/json-operation.ts";
import type { JsonOperation } from "../../protocols/json-operation.ts";
import { flag } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { oneOf } from "../../shape/text.ts";
import { refuseDryRun } from "../dry-run.ts";
import { bytes, grantTokens, keyId } from "../members.ts";
import { keyFor } from "./key-for.ts";

const asked = {
  Message: required(bytes(4096)),
  KeyId: required(keyId),
  MacAlgorithm: required(oneOf("HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512")),
  GrantTokens: grantTokens,
  DryRun: flag,
};

/** The operations with HMAC keys. */
export const macOperations: readonly JsonOperation[] = [
  jsonOperation("GenerateMac", asked, (scope, input) => {
    const { key, mac } = computed(scope, "GenerateMac", input);
    return { Mac: mac, MacAlgorithm: input.MacAlgorithm, KeyId: key.arn };
  }),
  jsonOperation("VerifyMac", { ...asked, Mac: required(bytes(6144)) }, (scope, input) => {
    const { key, mac } = computed(scope, "VerifyMac", input);
    if (mac.length !== input.Mac.length || !timingSafeEqual(mac, input.Mac)) {
      throw new Fault("KMSInvalidMacException", "");
    }
    return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm };
  }),
];

interface Given {
  readonly Message: Buffer;
  readonly KeyId: string;
  readonly MacAlgorithm: string;
  readonly DryRun?: boolean;
}

function computed(scope: Scope, operation: string, input: Given): { readonly key: Key; readonly mac: Buffer } {
  const { Message, KeyId, MacAlgorithm: algorithm } = input;
  const key = keyFor(scope, KeyId, { operation, usage: "GENERATE_VERIFY_MAC", algorithm });
  refuseDryRun(input.DryRun);
  const hash = algorithm.replace(/^HMAC_SHA_/, "sha");
  return { key, mac: createHmac(hash, key.materials.at(-1)!.bytes).update(Message).digest() };
}
