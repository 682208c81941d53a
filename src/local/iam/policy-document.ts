import { Fault } from "../fault.ts";
import { InvalidPolicy, parsePolicy } from "../policy/policy.ts";
import type { Statement } from "../policy/policy.ts";

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
  const document = permissionsPolicy(text);
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

function policyDocument(text: string, check: (statement: Statement) => void): PolicyDocument {
  try {
    const statements = parsePolicy(text);
    if (statements.length === 0) throw new InvalidPolicy("Syntax errors in policy.");
    statements.forEach(check);
    checkSids(statements);
    return { text, statements };
  } catch (error) {
    if (error instanceof InvalidPolicy) throw new Fault("MalformedPolicyDocument", error.message);
    throw error;
  }
}

function checkPermissions({ principals, actions, resources, sid }: Statement): void {
  if (principals !== undefined) throw new InvalidPolicy("Policy document should not specify a principal.");
  if (resources === undefined || resources.patterns.length === 0) {
    throw new InvalidPolicy("Policy statement must contain resources.");
  }
  if (!actions.patterns.every((action) => action === "*" || /^[a-z0-9-]+:\S+$/.test(action))) {
    throw new InvalidPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  }
  const odd = resources.patterns.find((resource) => resource !== "*" && !/^(arn|\*):/.test(resource));
  if (odd !== undefined) throw new InvalidPolicy(`Resource ${odd} must be in ARN format or "*".`);
  if (sid !== undefined && !/^[0-9A-Za-z]*$/.test(sid)) {
    throw new InvalidPolicy(
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    );
  }
}

function checkTrust({ principals, actions, resources }: Statement): void {
  if (resources !== undefined) throw new InvalidPolicy("Has prohibited field Resource");
  if (principals === undefined) throw new InvalidPolicy("Missing required field Principal");
  if (!actions.patterns.every((action) => action === "*" || action.startsWith("sts:"))) {
    throw new InvalidPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
  }
  for (const service of principals.names["Service"] ?? []) {
    if (!/^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal|aws)$/.test(service)) {
      throw new InvalidPolicy(`Invalid principal in policy: "SERVICE":"${service}"`);
    }
  }
  for (const name of principals.names["AWS"] ?? []) {
    if (!/^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+|A[A-Z0-9]{15,})$/.test(name)) {
      throw new InvalidPolicy(`Invalid principal in policy: "AWS":"${name}"`);
    }
  }
}

function checkSids(statements: readonly Statement[]): void {
  const sids = statements.flatMap(({ sid }) => (sid === undefined || sid === "" ? [] : [sid]));
  if (new Set(sids).size < sids.length) {
    throw new InvalidPolicy("Statement IDs (SID) in a single policy must be unique.");
  }
}
