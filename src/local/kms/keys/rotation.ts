import { isSymmetric } from "../../account/kms/key.ts";
import type { Key } from "../../account/kms/key.ts";
import { newMaterial } from "../../account/kms/key-store.ts";
import { refuseState } from "../../account/kms/refuse-state.ts";
import { Fault } from "../../fault.ts";
import { integer } from "../../shape/scalar.ts";
import { oneOf } from "../../shape/text.ts";
import { unsupported } from "../faults.ts";
import { keyOperation } from "../key-operation.ts";
import { paging } from "../members.ts";
import { page } from "../page.ts";

const DAY_MS = 86_400_000;
const MOST_ON_DEMAND = 25;
const refused = ["Disabled", "PendingDeletion"] as const;

/** EnableKeyRotation: 90 to 2560 days, a year where nothing is said. */
export const enableKeyRotation = keyOperation(
  "EnableKeyRotation",
  { RotationPeriodInDays: integer({ min: 90, max: 2560 }) },
  { not: refused },
  ({ account }, key, { RotationPeriodInDays: days = 365 }) => {
    checkRotates(key);
    key.rotation = { days, since: account.clock.now() };
  },
);

/** DisableKeyRotation. */
export const disableKeyRotation = keyOperation("DisableKeyRotation", {}, { not: refused }, (_, key) => {
  checkRotates(key);
  key.rotation = undefined;
});

/** GetKeyRotationStatus: nothing rotates by itself here, for nothing lives that long. */
export const getKeyRotationStatus = keyOperation("GetKeyRotationStatus", {}, {}, (_, key) => {
  const { id: KeyId, rotation } = key;
  if (rotation === undefined) return { KeyId, KeyRotationEnabled: false };
  const { days, since } = rotation;
  return {
    KeyId,
    KeyRotationEnabled: true,
    RotationPeriodInDays: days,
    NextRotationDate: new Date(since + days * DAY_MS),
  };
});

/** RotateKeyOnDemand, done at once. What older bytes encrypted is decrypted with them. */
export const rotateKeyOnDemand = keyOperation("RotateKeyOnDemand", {}, {}, ({ account }, key) => {
  refuseState(key, refused);
  checkRotates(key);
  if (key.materials.length > MOST_ON_DEMAND) {
    throw new Fault(
      "LimitExceededException",
      "The on-demand rotations limit has been reached for the given keyId. " +
        `No more on-demand rotations can be performed for this key: ${key.arn}`,
    );
  }
  key.materials.push(newMaterial(account.clock.now()));
  return { KeyId: key.arn };
});

/** ListKeyRotations. */
export const listKeyRotations = keyOperation(
  "ListKeyRotations",
  { IncludeKeyMaterial: oneOf("ALL_KEY_MATERIAL", "ROTATIONS_ONLY"), ...paging },
  {},
  (_, key, input) => {
    checkRotates(key);
    const { materials, arn } = key;
    const listed = materials.map(({ id, since }, i) => ({
      KeyId: arn,
      KeyMaterialId: id,
      KeyMaterialState: i === materials.length - 1 ? "CURRENT" : "NON_CURRENT",
      ...(i > 0 && { RotationDate: new Date(since), RotationType: "ON_DEMAND" }),
    }));
    const wanted = input.IncludeKeyMaterial === "ALL_KEY_MATERIAL" ? listed : listed.slice(1);
    const order = new Map(listed.map(({ KeyMaterialId }, i) => [KeyMaterialId, String(i).padStart(4, "0")]));
    const { items, end } = page(wanted, input, 100, ({ KeyMaterialId }) => order.get(KeyMaterialId) ?? "");
    return { Rotations: items, ...end };
  },
);

function checkRotates(key: Key): void {
  if (!isSymmetric(key)) throw unsupported();
  refuseState(key, ["PendingImport"]);
}
