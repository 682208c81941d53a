import { expect, test } from "vitest";
import { bench, root } from "./bench.ts";

const may = (Action: string, Resource = "*") => ({ Effect: "Allow", Action, Resource });
const plain = Buffer.from("x").toString("base64");
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const admins = { Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" };

test("a key's own policy leaves the account to IAM, lets in a role by name, or refuses it", async () => {
  const kms = bench();
  const { KeyId, Arn } = await kms.key();
  const encrypt = { KeyId, Plaintext: plain };
  const [stranger, worker] = [kms.role("stranger"), kms.role("worker", may("kms:Encrypt", Arn))];
  await kms.call("Encrypt", encrypt, worker);
  const refusal = (who: string, why: string) =>
    `AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/${who}/session is not authorized to perform: kms:Encrypt on resource: ${Arn} ${why}`;
  expect(await kms.refused("Encrypt", encrypt, stranger)).toBe(
    refusal("stranger", "because no identity-based policy allows the kms:Encrypt action"),
  );
  const put = (...statements: readonly object[]) => kms.call("PutKeyPolicy", { KeyId, Policy: policy(...statements) });
  const byName = {
    Principal: { AWS: "arn:aws:iam::111122223333:role/stranger" },
    Action: "kms:Encrypt",
    Resource: "*",
  };
  await put(admins, { Effect: "Allow", ...byName });
  await kms.call("Encrypt", encrypt, stranger);
  await put(admins, { Effect: "Deny", ...byName });
  expect(await kms.refused("Encrypt", encrypt, stranger)).toBe(
    refusal("stranger", "with an explicit deny in a resource-based policy"),
  );
  await put({ ...admins, Action: ["kms:PutKeyPolicy", "kms:GetKeyPolicy"] });
  expect(await kms.refused("Encrypt", encrypt, worker)).toBe(
    refusal("worker", "because no resource-based policy allows the kms:Encrypt action"),
  );
});

test("what is about no one key is for those whom IAM lets", async () => {
  const kms = bench();
  for (const [operation, input] of [
    ["ListKeys", {}],
    ["ListAliases", {}],
    ["ListRetirableGrants", { RetiringPrincipal: "arn:aws:iam::111122223333:role/stranger" }],
  ] as const)
    expect(await kms.refused(operation, input, kms.role("stranger"))).toContain(`kms:${operation} on resource: *`);
});

test("nobody locks themselves out by a policy, unless they insist", async () => {
  const kms = bench();
  const { KeyId } = await kms.key();
  const Policy = policy({ ...admins, Action: "kms:Describe*" });
  const words =
    "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.";
  expect(await kms.refused("PutKeyPolicy", { KeyId, Policy })).toBe(words);
  expect(await kms.refused("CreateKey", { Policy })).toBe(words);
  await kms.call("PutKeyPolicy", { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true });
  expect(await kms.refused("GetKeyPolicy", { KeyId })).toContain("AccessDeniedException");
  expect(await kms.refused("PutKeyPolicy", { KeyId, Policy: "{" })).toContain("AccessDeniedException");
  const other = await kms.key();
  expect(await kms.refused("PutKeyPolicy", { KeyId: other.KeyId, Policy: "{" })).toContain(
    "MalformedPolicyDocumentException",
  );
});

test("there is one policy, whose name is default", async () => {
  const kms = bench();
  const { KeyId } = await kms.key();
  expect(await kms.call("ListKeyPolicies", { KeyId })).toEqual({ PolicyNames: ["default"], Truncated: false });
  expect(await kms.refused("GetKeyPolicy", { KeyId, PolicyName: "other" })).toBe(
    "NotFoundException: No such policy exists",
  );
});

test("a grant lets its grantee do what no policy allows, in the encryption context that it asks for", async () => {
  const kms = bench();
  const { KeyId, Arn } = await kms.key();
  const who = kms.role("worker");
  const EncryptionContext = { stream: "orders" };
  const { CiphertextBlob } = await kms.call("Encrypt", { KeyId, Plaintext: plain, EncryptionContext });
  const { GrantId, GrantToken } = await kms.call("CreateGrant", {
    KeyId,
    GranteePrincipal: "arn:aws:iam::111122223333:role/worker",
    Operations: ["Decrypt", "Encrypt"],
    Constraints: { EncryptionContextSubset: EncryptionContext },
    Name: "orders",
  });
  await kms.call("Decrypt", { CiphertextBlob, EncryptionContext }, who);
  expect(await kms.refused("Encrypt", { KeyId, Plaintext: plain }, who)).toContain("AccessDeniedException");
  expect((await kms.call("ListGrants", { KeyId })).Grants).toMatchObject([
    { KeyId: Arn, GrantId, Name: "orders", Operations: ["Decrypt", "Encrypt"], IssuingAccount: root },
  ]);
  await kms.call("RetireGrant", { GrantToken });
  expect(await kms.refused("Decrypt", { CiphertextBlob, EncryptionContext }, who)).toContain("AccessDeniedException");
  expect(await kms.refused("RevokeGrant", { KeyId, GrantId })).toBe(`NotFoundException: Grant ID ${GrantId} not found`);
});

test("tags are put, changed and taken away", async () => {
  const kms = bench();
  const { KeyId } = await kms.key({ Tags: [{ TagKey: "a", TagValue: "1" }] });
  await kms.call("TagResource", {
    KeyId,
    Tags: [
      { TagKey: "a", TagValue: "2" },
      { TagKey: "b", TagValue: "" },
    ],
  });
  await kms.call("UntagResource", { KeyId, TagKeys: ["b"] });
  expect(await kms.call("ListResourceTags", { KeyId })).toEqual({
    Tags: [{ TagKey: "a", TagValue: "2" }],
    Truncated: false,
  });
});
