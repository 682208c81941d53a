import { expect, test } from "vitest";
import { bench, root, START } from "../bench.ts";

test("a key is described as AWS describes it", async () => {
  const kms = bench();
  const made = await kms.key({ Description: "orders" });
  const { KeyId, CurrentKeyMaterialId } = made;
  expect(KeyId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(CurrentKeyMaterialId).toMatch(/^[0-9a-f]{64}$/);
  expect(made).toEqual({
    AWSAccountId: "111122223333",
    KeyId,
    Arn: `arn:aws:kms:eu-west-1:111122223333:key/${KeyId}`,
    CreationDate: START / 1000,
    CurrentKeyMaterialId,
    CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
    Description: "orders",
    Enabled: true,
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    KeyManager: "CUSTOMER",
    KeySpec: "SYMMETRIC_DEFAULT",
    KeyState: "Enabled",
    KeyUsage: "ENCRYPT_DECRYPT",
    MultiRegion: false,
    Origin: "AWS_KMS",
  });
  expect((await kms.call("DescribeKey", { KeyId: made.Arn })).KeyMetadata).toEqual(made);
  expect((await kms.call("ListKeys")).Keys).toEqual([{ KeyId, KeyArn: made.Arn }]);
});

test("key pairs, HMAC keys and keys of several regions are kept and given back", async () => {
  const kms = bench();
  const pair = await kms.key({ KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
  expect(pair).toMatchObject({
    KeySpec: "RSA_2048",
    SigningAlgorithms: expect.arrayContaining(["RSASSA_PSS_SHA_256"]),
  });
  expect(pair).not.toHaveProperty("CurrentKeyMaterialId");
  expect(await kms.key({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" })).toMatchObject({
    MacAlgorithms: ["HMAC_SHA_256"],
  });
  const wide = await kms.key({ MultiRegion: true });
  expect(wide.KeyId).toMatch(/^mrk-[0-9a-f]{32}$/);
  expect(wide.MultiRegionConfiguration).toEqual({
    MultiRegionKeyType: "PRIMARY",
    PrimaryKey: { Arn: wide.Arn, Region: "eu-west-1" },
    ReplicaKeys: [],
  });
  expect(await kms.key({ Origin: "EXTERNAL" })).toMatchObject({ KeyState: "PendingImport", Enabled: false });
});

test.each([
  [{ KeySpec: "HMAC_256" }, "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."],
  [
    { KeySpec: "RSA_2048", KeyUsage: "KEY_AGREEMENT" },
    "KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048",
  ],
  [
    { KeySpec: "HMAC_random", KeyUsage: "GENERATE_VERIFY_MAC" },
    "1 validation error detected: Value 'HMAC_random' at 'keySpec' failed to satisfy constraint: Member must satisfy enum " +
      "value set: [RSA_2048, ECC_NIST_P384, ECC_NIST_P256, ECC_NIST_P521, HMAC_384, RSA_3072, ECC_SECG_P256K1, RSA_4096, " +
      "SYMMETRIC_DEFAULT, HMAC_256, HMAC_224, HMAC_512]",
  ],
])("%o is refused", async (input, message) => {
  expect(await bench().refused("CreateKey", input)).toBe(`ValidationException: ${message}`);
});

test("tags are refused in KMS's words", async () => {
  const kms = bench();
  const tag = (TagKey: string) => ({ TagKey, TagValue: "v" });
  const many = Array.from({ length: 51 }, (_, i) => tag(String(i)));
  expect(await kms.refused("CreateKey", { Tags: [tag("AWS:x")] })).toBe(
    "TagException: Tags beginning with aws: are reserved",
  );
  expect(await kms.refused("CreateKey", { Tags: [tag("a"), tag("a")] })).toBe("TagException: Duplicate tag keys");
  expect(await kms.refused("CreateKey", { Tags: many })).toBe("TagException: Too many tags");
  expect((await kms.call("ListKeys")).Keys).toEqual([]);
});

test("the policy of a new key leaves all to IAM, and comes back in KMS's layout", async () => {
  const kms = bench();
  const { KeyId } = await kms.key();
  expect((await kms.call("GetKeyPolicy", { KeyId })).Policy).toBe(`{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "${root}"
    },
    "Action" : "kms:*",
    "Resource" : "*"
  } ]
}`);
});

test("there are no custom key stores, and no key is made for one", async () => {
  const kms = bench();
  const words = "CustomKeyStoreNotFoundException: Custom key store cks-1 does not exist.";
  expect(await kms.refused("CreateKey", { CustomKeyStoreId: "cks-1" })).toBe(words);
  expect(await kms.refused("GenerateRandom", { CustomKeyStoreId: "cks-1", NumberOfBytes: 1 })).toBe(words);
  expect(await kms.refused("CreateKey", { XksKeyId: "x" })).toContain("UnsupportedOperationException");
  expect(await kms.refused("CreateKey", { CustomKeyStoreId: "" })).toContain("ValidationException");
  expect(await kms.refused("Decrypt", { CiphertextBlob: "eA==", DryRunModifiers: ["OTHER"] })).toContain(
    "Member must satisfy enum value set: [IGNORE_CIPHERTEXT]",
  );
  expect((await kms.call("ListKeys")).Keys).toEqual([]);
});
