import { randomBytes } from "node:crypto";
import type { Grant } from "../account/kms/grant.ts";
import { findKey } from "../account/kms/find-key.ts";
import type { Key } from "../account/kms/key.ts";
import { keyStore } from "../account/kms/key-store.ts";
import { unusable } from "../account/kms/refuse-state.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import { listOf } from "../shape/collection.ts";
import { flag } from "../shape/scalar.ts";
import { required, structure } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { refuseDryRun } from "./dry-run.ts";
import { accessDenied, invalid } from "./faults.ts";
import { authorizeOn, keyOperation } from "./key-operation.ts";
import { context, grantTokens, keyId, paging, principal } from "./members.ts";
import { page } from "./page.ts";

const grantId = text({ min: 1, max: 128 });

const operations = listOf(
  "Decrypt",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "ReEncryptFrom",
  "ReEncryptTo",
  "Sign",
  "Verify",
  "GetPublicKey",
  "CreateGrant",
  "RetireGrant",
  "DescribeKey",
  "GenerateDataKeyPair",
  "GenerateDataKeyPairWithoutPlaintext",
  "GenerateMac",
  "VerifyMac",
  "DeriveSharedSecret",
);

const newGrant = {
  GranteePrincipal: required(principal),
  RetiringPrincipal: principal,
  Operations: required(operations),
  Constraints: structure({ EncryptionContextSubset: context, EncryptionContextEquals: context }),
  GrantTokens: grantTokens,
  Name: text({ pattern: "^[a-zA-Z0-9:/_-]+$", min: 1, max: 256 }),
  DryRun: flag,
};

/** The operations on grants, which are in effect at once. */
export const grantOperations: readonly JsonOperation[] = [
  keyOperation("CreateGrant", newGrant, { not: unusable }, ({ account, caller }, key, input) => {
    const { Name, RetiringPrincipal, Constraints } = input;
    refuseDryRun(input.DryRun);
    // The same grant of the same name is one grant, with another token.
    const made: Grant = {
      id: randomBytes(32).toString("hex"),
      token: randomBytes(144).toString("base64"),
      created: account.clock.now(),
      grantee: input.GranteePrincipal,
      issuer: caller.arn,
      operations: input.Operations,
      ...(Name !== undefined && { name: Name }),
      ...(RetiringPrincipal !== undefined && { retiring: RetiringPrincipal }),
      ...(Constraints !== undefined && { constraints: Constraints }),
    };
    const same = Name === undefined ? undefined : [...key.grants.values()].find((one) => isSame(one, made));
    if (same !== undefined) return { GrantId: same.id, GrantToken: same.token };
    key.grants.set(made.id, made);
    return { GrantId: made.id, GrantToken: made.token };
  }),
  keyOperation(
    "ListGrants",
    { GrantId: grantId, GranteePrincipal: principal, ...paging },
    {},
    (_, key, { GrantId, GranteePrincipal, ...input }) => {
      if (GrantId !== undefined) grantOf(key, GrantId);
      const wanted = [...key.grants.values()].filter(
        ({ id, grantee }) =>
          (GrantId === undefined || id === GrantId) && (GranteePrincipal === undefined || grantee === GranteePrincipal),
      );
      return listed(
        wanted.map((grant) => ({ key, grant })),
        input,
      );
    },
  ),
  jsonOperation(
    "ListRetirableGrants",
    { RetiringPrincipal: required(principal), ...paging },
    (scope, { RetiringPrincipal, ...input }) => {
      authorizeOn(scope, "ListRetirableGrants", "*");
      return listed(
        allGrants(scope).filter(({ grant }) => grant.retiring === RetiringPrincipal),
        input,
      );
    },
  ),
  keyOperation("RevokeGrant", { GrantId: required(grantId), DryRun: flag }, {}, (_, key, input) => {
    grantOf(key, input.GrantId);
    refuseDryRun(input.DryRun);
    key.grants.delete(input.GrantId);
  }),
  jsonOperation(
    "RetireGrant",
    { GrantToken: text({ min: 1, max: 8192 }), KeyId: keyId, GrantId: grantId, DryRun: flag },
    (scope, input) => {
      const { key, grant } = retirable(scope, input);
      const { caller, account, partition } = scope;
      const names = caller.names ?? [caller.arn];
      const root = `arn:${partition}:iam::${account.id}:root`;
      const may = names.some((name) => [root, grant.retiring].includes(name));
      const byGrantee = grant.operations.includes("RetireGrant") && names.includes(grant.grantee);
      if (!may && !byGrantee && !caller.allows("kms:RetireGrant", key.arn)) {
        throw accessDenied(`User: ${caller.arn} is not authorized to perform: kms:RetireGrant on resource: ${key.arn}`);
      }
      refuseDryRun(input.DryRun);
      key.grants.delete(grant.id);
    },
  ),
];

interface Held {
  readonly key: Key;
  readonly grant: Grant;
}

function retirable(
  scope: Scope,
  { GrantToken, KeyId, GrantId }: { readonly GrantToken?: string; readonly KeyId?: string; readonly GrantId?: string },
): Held {
  if (GrantToken !== undefined) {
    const held = allGrants(scope).find(({ grant }) => grant.token === GrantToken);
    if (held === undefined) throw new Fault("InvalidGrantTokenException", "Invalid grant token.");
    return held;
  }
  if (KeyId === undefined || GrantId === undefined) {
    throw invalid("Grant token OR (grant ID, key ID) must be specified");
  }
  const key = findKey(scope, KeyId, false);
  return { key, grant: grantOf(key, GrantId) };
}

function allGrants(scope: Scope): readonly Held[] {
  return [...keyStore(scope).keys.values()].flatMap((key) => [...key.grants.values()].map((grant) => ({ key, grant })));
}

function grantOf({ grants }: Key, id: string): Grant {
  const grant = grants.get(id);
  if (grant === undefined) throw new Fault("NotFoundException", `Grant ID ${id} not found`);
  return grant;
}

function isSame(one: Grant, other: Grant): boolean {
  const { id: _i, token: _t, created: _c, ...rest } = one;
  const { id: _i2, token: _t2, created: _c2, ...wanted } = other;
  return JSON.stringify(rest) === JSON.stringify(wanted);
}

function listed(held: readonly Held[], input: Parameters<typeof page>[1]) {
  const { items, end } = page(held, input, 50, ({ grant }) => grant.id);
  return { Grants: items.map(show), ...end };
}

function show({ key, grant }: Held) {
  return {
    KeyId: key.arn,
    GrantId: grant.id,
    Name: grant.name ?? "",
    CreationDate: new Date(grant.created),
    GranteePrincipal: grant.grantee,
    RetiringPrincipal: grant.retiring,
    IssuingAccount: grant.issuer.replace(/^(arn:[^:]+:)sts(::\d+):.*/, "$1iam$2:root"),
    Operations: grant.operations,
    Constraints: grant.constraints,
  };
}
