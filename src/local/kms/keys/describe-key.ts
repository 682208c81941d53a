import { isSymmetric, stateOf } from "../../account/kms/key.ts";
import type { Key } from "../../account/kms/key.ts";
import { keyStore } from "../../account/kms/key-store.ts";
import type { Scope } from "../../account/scope.ts";
import { keyOperation } from "../key-operation.ts";
import { grantTokens, paging } from "../members.ts";
import { authorizeOn } from "../key-operation.ts";
import { page } from "../page.ts";
import { jsonOperation } from "../../protocols/json-operation.ts";
import { describeAlgorithms } from "./key-specs.ts";

/** A key as AWS describes it. */
export function describe({ account, region }: Scope, key: Key): Readonly<Record<string, unknown>> {
  const { id, arn, created, manager, spec, usage, origin, multiRegion, description, goneAt } = key;
  const state = stateOf(key);
  const material = isSymmetric(key) && state !== "PendingImport" ? key.materials.at(-1) : undefined;
  return {
    AWSAccountId: account.id,
    KeyId: id,
    Arn: arn,
    CreationDate: new Date(created),
    Enabled: state === "Enabled",
    Description: description,
    KeyUsage: usage,
    KeyState: state,
    ...(goneAt !== undefined && { DeletionDate: new Date(goneAt) }),
    Origin: origin,
    KeyManager: manager,
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    ...describeAlgorithms(key),
    MultiRegion: multiRegion,
    ...(multiRegion && {
      MultiRegionConfiguration: {
        MultiRegionKeyType: "PRIMARY",
        PrimaryKey: { Arn: arn, Region: region },
        ReplicaKeys: [],
      },
    }),
    ...(material && { CurrentKeyMaterialId: material.id }),
  };
}

/** DescribeKey. */
export const describeKey = keyOperation(
  "DescribeKey",
  { GrantTokens: grantTokens },
  { aliases: true },
  (scope, key) => ({ KeyMetadata: describe(scope, key) }),
);

/** ListKeys: those of AWS as well, once they are there. */
export const listKeys = jsonOperation("ListKeys", paging, (scope, input) => {
  authorizeOn(scope, "ListKeys", "*");
  const { items, end } = page(keyStore(scope).keys.values(), input, 100, ({ id }) => id);
  return { Keys: items.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...end };
});
