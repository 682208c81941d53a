import { refusedUse } from "../account/kms/authorize-key.ts";
import { findKey } from "../account/kms/find-key.ts";
import type { Key, KeyState } from "../account/kms/key.ts";
import { refuseState } from "../account/kms/refuse-state.ts";
import type { Scope } from "../account/scope.ts";
import { jsonOperation } from "../protocols/json-operation.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import { required } from "../shape/structure.ts";
import type { Members, Of } from "../shape/structure.ts";
import { accessDenied } from "./faults.ts";
import { keyId } from "./members.ts";
import { deniedWords } from "../policy/denial.ts";

/** How an operation takes its key. */
export interface KeyRules {
  /** Its alias names the key just as well. */
  readonly aliases?: boolean;
  /** The states in which it is refused. */
  readonly not?: readonly KeyState[];
}

/** An operation on the key that `KeyId` names. */
export function keyOperation<M extends Members>(
  name: string,
  members: M,
  { aliases = false, not = [] }: KeyRules,
  work: (scope: Scope, key: Key, input: Of<M>) => unknown,
): JsonOperation {
  return jsonOperation(name, { KeyId: required(keyId), ...members }, (scope, given) => {
    // TypeScript cannot see through the spread of a type parameter.
    const input = given as Of<M> & { readonly KeyId: string };
    const key = findKey(scope, input.KeyId, aliases);
    authorize(scope, key, name);
    refuseState(key, not);
    return work(scope, key, input);
  });
}

/** Throws AccessDeniedException unless the caller may do that with the key. */
export function authorize(
  scope: Scope,
  key: Key,
  operation: string,
  encryptionContext?: Readonly<Record<string, string>>,
): void {
  const refused = refusedUse(scope, key, { operation, ...(encryptionContext && { encryptionContext }) });
  if (refused !== undefined) throw accessDenied(refused);
}

/** Throws AccessDeniedException unless the caller's own policies allow that on a resource that is no key. */
export function authorizeOn({ caller }: Scope, operation: string, resource: string): void {
  const action = `kms:${operation}`;
  if (caller.allows(action, resource)) return;
  throw accessDenied(deniedWords(caller, action, resource));
}
