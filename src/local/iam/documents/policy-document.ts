import { Fault } from "../../fault.ts";
import { InvalidPolicy, readPolicy } from "../../policy/policy.ts";
import type { ReadPolicy, Statement } from "../../policy/policy.ts";
import { checkPermissions, checkTrust } from "./check-policy.ts";

const mostManagedCharacters = 6144;

/** A policy document: its text as it was given, and what it says. */
export interface PolicyDocument {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** The permissions policy in `text`. Throws MalformedPolicyDocument in IAM's wording. */
export function permissionsPolicy(text: string): PolicyDocument {
  return policyDocument(text, checkPermissions);
}

/** The document of a managed policy in `text`. Throws MalformedPolicyDocument, LimitExceeded. */
export function managedDocument(text: string): PolicyDocument {
  const document = policyDocument(text, (policy) => {
    // Inline policies may be of the older version.
    if (policy.version !== "2012-10-17") {
      throw new InvalidPolicy("Policy document must be version 2012-10-17 or greater.");
    }
    checkPermissions(policy);
  });
  if (countedLength(document) > mostManagedCharacters) {
    throw new Fault("LimitExceeded", `Cannot exceed quota for PolicySize: ${mostManagedCharacters}`, 409);
  }
  return document;
}

/** The trust policy in `text`. Throws MalformedPolicyDocument in IAM's wording. */
export function trustPolicy(text: string): PolicyDocument {
  return policyDocument(text, checkTrust);
}

/** The document as IAM answers it: URL-encoded after RFC 3986. */
export function encodedDocument(document: PolicyDocument): string {
  return encodeURIComponent(document.text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The length that IAM's size quotas count: all but white space. */
export function countedLength(document: PolicyDocument): number {
  return document.text.replace(/\s/g, "").length;
}

function policyDocument(text: string, check: (policy: ReadPolicy) => void): PolicyDocument {
  try {
    const policy = readPolicy(text);
    if (policy.statements.length === 0) throw new InvalidPolicy("Syntax errors in policy.");
    check(policy);
    return { text, statements: policy.statements };
  } catch (error) {
    if (error instanceof InvalidPolicy) throw new Fault("MalformedPolicyDocument", error.message);
    throw error;
  }
}
