import { refusedUse } from "../account/kms/authorize-key.ts";
import type { Key, KeyPolicy } from "../account/kms/key.ts";
import { printPolicy } from "../account/kms/print-policy.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { InvalidPolicy, parsePolicy } from "../policy/policy.ts";

/** The policy in that text. Throws MalformedPolicyDocumentException. */
export function keyPolicy(text: string): KeyPolicy {
  try {
    const statements = parsePolicy(text);
    if (statements.some(({ resources }) => resources === undefined)) {
      throw malformed("Policy contains a statement with no resource.");
    }
    for (const { principals } of statements) {
      if (principals === undefined) throw malformed("Policy contains a statement with no principal.");
      const odd = (principals.names["AWS"] ?? []).find((name) => !isPrincipal(name));
      if (odd !== undefined) throw malformed("Policy contains a statement with one or more invalid principals.");
    }
    return { text: printPolicy(JSON.parse(text)), statements };
  } catch (error) {
    if (error instanceof InvalidPolicy) throw malformed(error.message);
    throw error;
  }
}

/** Throws MalformedPolicyDocumentException where the caller could not change the key's policy again. */
export function refuseLockout(scope: Scope, key: Key, bypass = false): void {
  if (bypass || refusedUse(scope, key, { operation: "PutKeyPolicy" }) === undefined) return;
  throw malformed("The new key policy will not allow you to update the key policy in the future.");
}

function isPrincipal(name: string): boolean {
  return /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+)$/.test(name);
}

function malformed(message: string): Fault {
  return new Fault("MalformedPolicyDocumentException", message);
}
