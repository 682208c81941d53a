import type { Account } from "../account/account.ts";
import { Fault } from "../fault.ts";
import type { XmlMembers } from "../protocols/xml.ts";
import type { Scope } from "../account/scope.ts";
import { countedLength, encodedDocument, trustPolicy } from "./policy-document.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { iamStore } from "./store.ts";
import type { Role } from "./store.ts";
import { shownTags } from "./tags.ts";

const mostTrustCharacters = 2048;

/** The role of that name. Throws NoSuchEntity. */
export function findRole(scope: Scope, name: string): Role {
  const role = iamStore(scope.account).roles.get(name);
  if (role === undefined) throw new Fault("NoSuchEntity", `The role with name ${name} cannot be found.`, 404);
  return role;
}

/** The ARN that a caller needs permission for: the role's own, with its path, when it is there. */
export function roleResource(scope: Scope, input: { readonly RoleName: string }): string {
  const role = iamStore(scope.account).roles.get(input.RoleName);
  return role?.arn ?? roleArn(scope, input.RoleName, undefined);
}

/** The ARN of a role of that name and path. */
export function roleArn(scope: Scope, name: string, path = "/"): string {
  return `arn:${scope.partition}:iam::${scope.account.id}:role${path}${name}`;
}

/** Reads a trust policy; roles of this account that it names have to be there, since IAM keeps their ids and not their names. Throws
 * MalformedPolicyDocument, LimitExceeded. */
export function trustOf(account: Account, text: string): PolicyDocument {
  const trust = trustPolicy(text);
  const roles = iamStore(account).roles;
  for (const name of trust.statements.flatMap((one) => one.principals?.names["AWS"] ?? [])) {
    const [, accountId, role] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(name) ?? [];
    if (accountId === account.id && role !== undefined && roles.get(role) === undefined) {
      throw new Fault("MalformedPolicyDocument", `Invalid principal in policy: "AWS":"${name}"`);
    }
  }
  if (countedLength(trust) > mostTrustCharacters) {
    throw new Fault("LimitExceeded", `Cannot exceed quota for ACLSizePerRole: ${mostTrustCharacters}`, 409);
  }
  return trust;
}

/** The role as IAM answers it. */
export function roleMembers(role: Role) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodedDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
    PermissionsBoundary:
      role.boundary === undefined
        ? undefined
        : { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: role.boundary },
    Tags: shownTags(role.tags),
  } satisfies XmlMembers;
}
