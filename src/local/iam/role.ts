import type { Account } from "../account/account.ts";
import { Fault } from "../fault.ts";
import type { XmlMembers, XmlValue } from "../protocols/xml.ts";
import { namedMembers } from "./kind.ts";
import { roles } from "./kinds.ts";
import { countedLength, encodedDocument, trustPolicy } from "./documents/policy-document.ts";
import type { PolicyDocument } from "./documents/policy-document.ts";
import { iamStore } from "./store.ts";
import type { Identity, Role } from "./store.ts";
import { shownTags } from "./tags.ts";

const mostTrustCharacters = 2048;

/** Reads a trust policy; roles and users of this account that it names have to be there, since IAM keeps their ids and not their names. Throws
 * MalformedPolicyDocument, LimitExceeded. */
export function trustOf(account: Account, text: string): PolicyDocument {
  const trust = trustPolicy(text);
  const held = iamStore(account);
  for (const name of trust.statements.flatMap((one) => one.principals?.names["AWS"] ?? [])) {
    const [, accountId, type, last = ""] = /^arn:[^:]+:iam::(\d{12}):(role|user)\/(?:.*\/)?([^/]+)$/.exec(name) ?? [];
    if (accountId !== account.id) continue;
    if ((type === "role" ? held.roles : held.users).get(last) === undefined) {
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
    ...namedMembers(roles, role),
    AssumeRolePolicyDocument: encodedDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
    PermissionsBoundary: boundaryMembers(role),
    Tags: shownTags(role.tags),
  } satisfies XmlMembers;
}

/** The same in lists, which leave out tags and boundaries. */
export function listedRole(role: Role) {
  return { ...roleMembers(role), PermissionsBoundary: undefined, Tags: undefined };
}

/** A permissions boundary as IAM answers it. */
export function boundaryMembers({ boundary }: Identity): XmlValue {
  return boundary === undefined ? undefined : { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: boundary };
}
