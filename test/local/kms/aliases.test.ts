import { expect, test } from "vitest";
import { bench, START } from "./bench.ts";

test("an alias is made, moved, listed and taken away", async () => {
  const kms = bench();
  const [one, other] = [await kms.key(), await kms.key()];
  const alias = { AliasName: "alias/orders", TargetKeyId: one.KeyId };
  await kms.call("CreateAlias", alias);
  const arn = "arn:aws:kms:eu-west-1:111122223333:alias/orders";
  expect(await kms.refused("CreateAlias", alias)).toBe(
    `AlreadyExistsException: An alias with the name ${arn} already exists`,
  );
  kms.clock.time += 1000;
  await kms.call("UpdateAlias", { ...alias, TargetKeyId: other.Arn });
  expect((await kms.call("ListAliases", { KeyId: one.KeyId })).Aliases).toEqual([]);
  expect((await kms.call("ListAliases", { KeyId: other.KeyId })).Aliases).toEqual([
    {
      AliasName: "alias/orders",
      AliasArn: arn,
      TargetKeyId: other.KeyId,
      CreationDate: START / 1000,
      LastUpdatedDate: START / 1000 + 1,
    },
  ]);
  await kms.call("DeleteAlias", { AliasName: "alias/orders" });
  expect(await kms.refused("DeleteAlias", { AliasName: "alias/orders" })).toBe(
    `NotFoundException: Alias ${arn} is not found.`,
  );
});

test.each([
  [
    "orders",
    'ValidationException: Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  ],
  ["alias/aws/orders", "NotAuthorizedException"],
  ["alias/a:b", "ValidationException: alias/a:b contains invalid characters for an alias"],
])("%s is no name for an alias", async (AliasName, refusal) => {
  const kms = bench();
  const { KeyId: TargetKeyId } = await kms.key();
  expect(await kms.refused("CreateAlias", { AliasName, TargetKeyId })).toBe(refusal);
});

test("an alias leads to a key, and not to an alias", async () => {
  const kms = bench();
  expect(await kms.refused("CreateAlias", { AliasName: "alias/a", TargetKeyId: "alias/b" })).toBe(
    "ValidationException: Aliases must refer to keys. Not aliases",
  );
});

test("AWS's own aliases are listed without a key, until somebody asks for it", async () => {
  const kms = bench();
  const kinesis = async () =>
    (await kms.call("ListAliases")).Aliases.find((one: { AliasName: string }) => one.AliasName === "alias/aws/kinesis");
  expect(await kinesis()).not.toHaveProperty("TargetKeyId");
  const { KeyMetadata } = await kms.call("DescribeKey", { KeyId: "alias/aws/kinesis" });
  expect(KeyMetadata).toMatchObject({ KeyManager: "AWS", KeyState: "Enabled" });
  expect(await kinesis()).toMatchObject({ TargetKeyId: KeyMetadata.KeyId });
  expect(await kms.refused("DisableKey", { KeyId: KeyMetadata.KeyId })).toMatch(
    /^AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: kms:DisableKey .* because no resource-based policy allows/,
  );
});

test("lists come in pages, each once", async () => {
  const kms = bench();
  const { KeyId } = await kms.key();
  for (let i = 0; i < 5; i++) await kms.call("CreateAlias", { AliasName: `alias/${i}`, TargetKeyId: KeyId });
  const first = await kms.call("ListAliases", { KeyId, Limit: 3 });
  expect(first.Truncated).toBe(true);
  const second = await kms.call("ListAliases", { KeyId, Limit: 3, Marker: first.NextMarker });
  expect(second.Truncated).toBe(false);
  const names = [...first.Aliases, ...second.Aliases].map((one: { AliasName: string }) => one.AliasName);
  expect(names).toEqual(["alias/0", "alias/1", "alias/2", "alias/3", "alias/4"]);
  expect(await kms.refused("ListAliases", { Marker: "?" })).toContain("InvalidMarkerException");
});
