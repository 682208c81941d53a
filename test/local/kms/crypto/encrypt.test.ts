import fc from "fast-check";
import { expect, test } from "vitest";
import { bench } from "../bench.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

test("what is encrypted is decrypted, by the same encryption context only", async () => {
  const kms = bench();
  const { KeyId, Arn } = await kms.key();
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 4096 }),
      fc.dictionary(fc.string(), fc.string()),
      async (bytes, EncryptionContext) => {
        const Plaintext = Buffer.from(bytes).toString("base64");
        const { CiphertextBlob } = await kms.call("Encrypt", { KeyId, Plaintext, EncryptionContext });
        const answer = await kms.call("Decrypt", { CiphertextBlob, EncryptionContext });
        expect(answer).toMatchObject({ KeyId: Arn, Plaintext, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" });
        const other = { ...EncryptionContext, more: "x" };
        expect(await kms.refused("Decrypt", { CiphertextBlob, EncryptionContext: other })).toBe(
          "InvalidCiphertextException",
        );
      },
    ),
    { numRuns: 30 },
  );
});

test("a ciphertext that was changed, or is none, is refused", async () => {
  const kms = bench();
  const { KeyId } = await kms.key();
  const blob = Buffer.from(
    (await kms.call("Encrypt", { KeyId, Plaintext: base64("secret") })).CiphertextBlob,
    "base64",
  );
  for (const at of [0, 50, 80, blob.length - 1]) {
    const other = Buffer.from(blob);
    other[at]! ^= 1;
    expect(await kms.refused("Decrypt", { CiphertextBlob: other.toString("base64") }), String(at)).toBe(
      "InvalidCiphertextException",
    );
  }
  expect(await kms.refused("Decrypt", { CiphertextBlob: base64("secret") })).toBe("InvalidCiphertextException");
});

test("a key that rotated decrypts what it encrypted before; another key does not", async () => {
  const kms = bench();
  const [one, other] = [await kms.key(), await kms.key()];
  const { CiphertextBlob } = await kms.call("Encrypt", { KeyId: one.KeyId, Plaintext: base64("secret") });
  await kms.call("RotateKeyOnDemand", { KeyId: one.KeyId });
  expect(await kms.call("Decrypt", { CiphertextBlob, KeyId: one.Arn })).toMatchObject({
    Plaintext: base64("secret"),
    KeyMaterialId: one.CurrentKeyMaterialId,
  });
  expect(await kms.refused("Decrypt", { CiphertextBlob, KeyId: other.KeyId })).toBe(
    "IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation.",
  );
});

test("ReEncrypt changes key and context", async () => {
  const kms = bench();
  const [one, other] = [await kms.key(), await kms.key()];
  const from = { a: "1" };
  const { CiphertextBlob } = await kms.call("Encrypt", {
    KeyId: one.KeyId,
    Plaintext: base64("x"),
    EncryptionContext: from,
  });
  const again = await kms.call("ReEncrypt", {
    CiphertextBlob,
    SourceEncryptionContext: from,
    DestinationKeyId: other.KeyId,
    DestinationEncryptionContext: { b: "2" },
  });
  expect(again).toMatchObject({
    SourceKeyId: one.Arn,
    SourceKeyMaterialId: one.CurrentKeyMaterialId,
    KeyId: other.Arn,
    DestinationKeyMaterialId: other.CurrentKeyMaterialId,
  });
  const read = { CiphertextBlob: again.CiphertextBlob, EncryptionContext: { b: "2" } };
  expect(await kms.call("Decrypt", read)).toMatchObject({ KeyId: other.Arn, Plaintext: base64("x") });
});

test("data keys come with their ciphertext, and as long as they were asked for", async () => {
  const kms = bench();
  const { KeyId } = await kms.key();
  const made = await kms.call("GenerateDataKey", { KeyId, KeySpec: "AES_256" });
  expect(Buffer.from(made.Plaintext, "base64")).toHaveLength(32);
  expect((await kms.call("Decrypt", { CiphertextBlob: made.CiphertextBlob })).Plaintext).toBe(made.Plaintext);
  const hidden = await kms.call("GenerateDataKeyWithoutPlaintext", { KeyId, NumberOfBytes: 7 });
  expect(hidden).not.toHaveProperty("Plaintext");
  const { Plaintext } = await kms.call("Decrypt", { CiphertextBlob: hidden.CiphertextBlob });
  expect(Buffer.from(Plaintext, "base64")).toHaveLength(7);
  expect(await kms.refused("GenerateDataKey", { KeyId })).toBe(
    "ValidationException: Please specify either number of bytes or key spec.",
  );
});

test.each([
  ["", "greater than or equal to 1"],
  [base64("x".repeat(4097)), "less than or equal to 4096"],
])("a plaintext that is too short or too long is refused without a quote", async (Plaintext, limit) => {
  const kms = bench();
  const { KeyId } = await kms.key();
  expect(await kms.refused("Encrypt", { KeyId, Plaintext })).toBe(
    `ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length ${limit}`,
  );
});

test("a key is used for what it is made for", async () => {
  const kms = bench();
  const Message = base64("x");
  const cipher = await kms.key();
  const hmac = await kms.key({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" });
  const mac = { KeyId: hmac.KeyId, Message, MacAlgorithm: "HMAC_SHA_256" };
  const { Mac } = await kms.call("GenerateMac", mac);
  expect(await kms.call("VerifyMac", { ...mac, Mac })).toMatchObject({ MacValid: true });
  expect(await kms.refused("VerifyMac", { ...mac, Mac, Message: base64("y") })).toBe("KMSInvalidMacException");
  expect(await kms.refused("GenerateMac", { ...mac, MacAlgorithm: "HMAC_SHA_512" })).toBe(
    "InvalidKeyUsageException: Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.",
  );
  expect(await kms.refused("GenerateMac", { ...mac, KeyId: cipher.KeyId })).toBe(
    `InvalidKeyUsageException: ${cipher.Arn} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.`,
  );
  expect(await kms.refused("Encrypt", { KeyId: hmac.KeyId, Plaintext: Message })).toBe(
    `InvalidKeyUsageException: ${hmac.Arn} key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.`,
  );
});

test("GenerateRandom gives up to 1024 bytes", async () => {
  const kms = bench();
  expect(Buffer.from((await kms.call("GenerateRandom", { NumberOfBytes: 44 })).Plaintext, "base64")).toHaveLength(44);
  expect(await kms.refused("GenerateRandom")).toBe("ValidationException: NumberOfBytes is required.");
  expect(await kms.refused("GenerateRandom", { NumberOfBytes: 1025 })).toContain("less than or equal to 1024");
});

test("a dry run of a call that would succeed says so", async () => {
  const kms = bench();
  const { KeyId } = await kms.key();
  expect(await kms.refused("GenerateDataKey", { KeyId, KeySpec: "AES_256", DryRun: true })).toBe(
    "DryRunOperationException: The request would have succeeded, but the DryRun option is set.",
  );
});
