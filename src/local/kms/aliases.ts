import { findKey, managedAliases, noAlias } from "../account/kms/find-key.ts";
import type { Key } from "../account/kms/key.ts";
import { keyStore, kmsArn, makeAlias } from "../account/kms/key-store.ts";
import { refuseState } from "../account/kms/refuse-state.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import { required } from "../shape/structure.ts";
import { invalid } from "./faults.ts";
import { authorize, authorizeOn } from "./key-operation.ts";
import { aliasName, keyId, paging } from "./members.ts";
import { page } from "./page.ts";

const named = { AliasName: required(aliasName) };
const target = { ...named, TargetKeyId: required(keyId) };

/** The operations on aliases. They need permission for the alias, and for each key that is concerned. */
export const aliasOperations: readonly JsonOperation[] = [
  jsonOperation("CreateAlias", target, (scope, { AliasName, TargetKeyId }) => {
    checkName(AliasName);
    const key = targetKey(scope, "CreateAlias", AliasName, TargetKeyId);
    if (keyStore(scope).aliases.has(AliasName)) {
      const arn = kmsArn(scope, AliasName);
      throw new Fault("AlreadyExistsException", `An alias with the name ${arn} already exists`);
    }
    makeAlias(scope, AliasName, key.id);
  }),
  jsonOperation("UpdateAlias", target, (scope, { AliasName, TargetKeyId }) => {
    checkName(AliasName);
    const key = targetKey(scope, "UpdateAlias", AliasName, TargetKeyId);
    const alias = keyStore(scope).aliases.get(AliasName);
    if (alias === undefined) throw noAlias(scope, AliasName);
    const former = findKey(scope, alias.keyId);
    authorize(scope, former, "UpdateAlias");
    if (former.spec !== key.spec || former.usage !== key.usage) {
      throw invalid(`Alias ${alias.arn} can refer to another key of the same type and usage only.`);
    }
    alias.keyId = key.id;
    alias.updated = scope.account.clock.now();
  }),
  jsonOperation("DeleteAlias", named, (scope, { AliasName }) => {
    checkName(AliasName);
    authorizeOn(scope, "DeleteAlias", kmsArn(scope, AliasName));
    const alias = keyStore(scope).aliases.get(AliasName);
    if (alias === undefined) throw noAlias(scope, AliasName);
    authorize(scope, findKey(scope, alias.keyId), "DeleteAlias");
    keyStore(scope).aliases.delete(AliasName);
  }),
  jsonOperation("ListAliases", { KeyId: keyId, ...paging }, (scope, { KeyId, ...input }) => {
    authorizeOn(scope, "ListAliases", "*");
    const key = KeyId === undefined ? undefined : findKey(scope, KeyId, false);
    const { items, end } = page(listed(scope, key), input, 50, ({ AliasName }) => AliasName);
    return { Aliases: items, ...end };
  }),
];

/** All aliases, or those of one key. Those of AWS lead nowhere until their keys are made. */
function listed(scope: Scope, key: Key | undefined) {
  const made = [...keyStore(scope).aliases.values()]
    .filter(({ keyId: id }) => key === undefined || id === key.id)
    .map(({ name, arn, keyId: id, created, updated }) => ({
      AliasName: name,
      AliasArn: arn,
      TargetKeyId: id,
      CreationDate: new Date(created),
      LastUpdatedDate: new Date(updated),
    }));
  if (key !== undefined) return made;
  const there = new Set(made.map(({ AliasName }) => AliasName));
  const managed = [...managedAliases.keys()].filter((name) => !there.has(name));
  return [...made, ...managed.map((name) => ({ AliasName: name, AliasArn: kmsArn(scope, name) }))];
}

function checkName(name: string): void {
  if (!name.startsWith("alias/")) {
    throw invalid(
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  }
  if (name.startsWith("alias/aws/")) throw new Fault("NotAuthorizedException", "");
  if (name === "alias/") throw invalid("Invalid identifier");
  if (name.includes(":")) throw invalid(`${name} contains invalid characters for an alias`);
}

function targetKey(scope: Scope, operation: string, alias: string, id: string): Key {
  if (/(^|:)alias\//.test(id)) throw invalid("Aliases must refer to keys. Not aliases");
  const key = findKey(scope, id);
  authorizeOn(scope, operation, kmsArn(scope, alias));
  authorize(scope, key, operation);
  refuseState(key, ["PendingDeletion"]);
  return key;
}
