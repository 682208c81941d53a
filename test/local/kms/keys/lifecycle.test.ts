import { expect, test } from "vitest";
import { bench, START } from "../bench.ts";

const DAY = 86_400_000;
const plain = Buffer.from("x").toString("base64");

test.each([
  ["nonsense", "Invalid keyId 'nonsense'"],
  ["mrk-nonsense", "Invalid keyId 'mrk-nonsense'"],
  ["134f2428cec14b25a1ae9048164dba47", "Invalid keyId '134f2428cec14b25a1ae9048164dba47'"],
  [
    "1234abcd-12ab-34cd-56ef-1234567890ab",
    "Key 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist",
  ],
  [
    "arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "Key 'arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist",
  ],
  ["arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "Invalid arn eu-central-1"],
  ["alias/none", "Alias arn:aws:kms:eu-west-1:111122223333:alias/none is not found."],
])("%s is no key", async (KeyId, message) => {
  expect(await bench().refused("DescribeKey", { KeyId })).toBe(`NotFoundException: ${message}`);
});

test("an alias names a key to those who use it, not to those who change it", async () => {
  const kms = bench();
  const { KeyId, Arn } = await kms.key();
  await kms.call("CreateAlias", { AliasName: "alias/orders", TargetKeyId: KeyId });
  for (const name of ["alias/orders", "arn:aws:kms:eu-west-1:111122223333:alias/orders", KeyId, Arn])
    expect((await kms.call("Encrypt", { KeyId: name, Plaintext: plain })).KeyId).toBe(Arn);
  expect(await kms.refused("DisableKey", { KeyId: "alias/orders" })).toBe(
    "NotFoundException: Invalid keyId 'alias/orders'",
  );
});

/** What each state refuses, and how. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
test.each([
  ["DisableKey", "Disabled", "is disabled", ["Encrypt", "EnableKeyRotation", "RotateKeyOnDemand", "CreateGrant"]],
  [
    "ScheduleKeyDeletion",
    "PendingDeletion",
    "is pending deletion",
    [
      "Encrypt",
      "EnableKeyRotation",
      "RotateKeyOnDemand",
      "CreateGrant",
      "EnableKey",
      "DisableKey",
      "TagResource",
      "UntagResource",
      "UpdateKeyDescription",
      "ScheduleKeyDeletion",
      "CreateAlias",
    ],
  ],
])("after %s a key is %s", async (operation, state, words, refused) => {
  const kms = bench();
  const { KeyId, Arn } = await kms.key();
  await kms.call(operation, { KeyId });
  expect((await kms.call("DescribeKey", { KeyId })).KeyMetadata).toMatchObject({ KeyState: state, Enabled: false });
  const more: Readonly<Record<string, object>> = {
    Encrypt: { Plaintext: plain },
    CreateGrant: { GranteePrincipal: "arn:aws:iam::111122223333:root", Operations: ["Decrypt"] },
    TagResource: { Tags: [] },
    UntagResource: { TagKeys: [] },
    UpdateKeyDescription: { Description: "" },
    CreateAlias: { AliasName: "alias/a", TargetKeyId: KeyId },
  };
  const type = state === "Disabled" ? "DisabledException" : "KMSInvalidStateException";
  for (const one of refused)
    expect(await kms.refused(one, { KeyId, ...more[one] }), one).toBe(`${type}: ${Arn} ${words}.`);
  for (const one of ["GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags", "ListGrants", "ListKeyPolicies"])
    await kms.call(one, { KeyId });
});

test("a key that is to be deleted can be kept, disabled; else it and its aliases are gone after the window", async () => {
  const kms = bench();
  const { KeyId, Arn } = await kms.key();
  await kms.call("CreateAlias", { AliasName: "alias/orders", TargetKeyId: KeyId });
  expect(await kms.refused("CancelKeyDeletion", { KeyId })).toBe(
    `KMSInvalidStateException: ${Arn} is not pending deletion.`,
  );
  expect(await kms.refused("ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 6 })).toContain("ValidationException");
  expect(await kms.call("ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 })).toEqual({
    KeyId: Arn,
    DeletionDate: (START + 7 * DAY) / 1000,
    KeyState: "PendingDeletion",
    PendingWindowInDays: 7,
  });
  kms.clock.time += 7 * DAY - 1;
  await kms.call("CancelKeyDeletion", { KeyId });
  expect((await kms.call("DescribeKey", { KeyId: "alias/orders" })).KeyMetadata.KeyState).toBe("Disabled");
  await kms.call("ScheduleKeyDeletion", { KeyId });
  kms.clock.time += 30 * DAY;
  expect(await kms.refused("DescribeKey", { KeyId })).toContain("does not exist");
  expect(await kms.refused("DescribeKey", { KeyId: "alias/orders" })).toContain("is not found");
});

test("rotation is on for as many days as are asked for, and on demand 25 times", async () => {
  const kms = bench();
  const { KeyId, Arn, CurrentKeyMaterialId } = await kms.key();
  expect(await kms.call("GetKeyRotationStatus", { KeyId })).toEqual({ KeyId, KeyRotationEnabled: false });
  await kms.call("EnableKeyRotation", { KeyId, RotationPeriodInDays: 90 });
  expect(await kms.call("GetKeyRotationStatus", { KeyId })).toEqual({
    KeyId,
    KeyRotationEnabled: true,
    RotationPeriodInDays: 90,
    NextRotationDate: (START + 90 * DAY) / 1000,
  });
  await kms.call("DisableKeyRotation", { KeyId });
  expect(await kms.call("RotateKeyOnDemand", { KeyId })).toEqual({ KeyId: Arn });
  const { KeyMetadata } = await kms.call("DescribeKey", { KeyId });
  expect(KeyMetadata.CurrentKeyMaterialId).not.toBe(CurrentKeyMaterialId);
  expect((await kms.call("ListKeyRotations", { KeyId })).Rotations).toMatchObject([
    { KeyId: Arn, KeyMaterialId: KeyMetadata.CurrentKeyMaterialId, RotationType: "ON_DEMAND" },
  ]);
  for (let i = 1; i < 25; i++) await kms.call("RotateKeyOnDemand", { KeyId });
  expect(await kms.refused("RotateKeyOnDemand", { KeyId })).toBe(
    "LimitExceededException: The on-demand rotations limit has been reached for the given keyId. " +
      `No more on-demand rotations can be performed for this key: ${Arn}`,
  );
  const pair = await kms.key({ KeySpec: "RSA_4096", KeyUsage: "ENCRYPT_DECRYPT" });
  expect(await kms.refused("EnableKeyRotation", { KeyId: pair.KeyId })).toBe("UnsupportedOperationException");
});
