import { deniedBy, denialOf, rulingsOf } from "../../policy/denial.ts";
import type { Denial } from "../../policy/denial.ts";
import { evaluate } from "../../policy/policy.ts";
import type { PolicyContext } from "../../policy/variables.ts";
import type { Scope } from "../scope.ts";
import { grants } from "./grant.ts";
import type { Key } from "./key.ts";
import { keyStore } from "./key-store.ts";

/** Data that whoever encrypts names, and whoever decrypts has to name again. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** What a call of a key is judged by. */
export interface KeyUse {
  /** Such as `Decrypt`. */
  readonly operation: string;
  readonly encryptionContext?: EncryptionContext;
  /** The service that calls for the caller, such as `kinesis`. */
  readonly via?: string;
}

/** Why the caller may not do that with the key, in KMS's words; undefined where they may. The key's policy has to let in the
 * caller, or their account, whose own policies then decide; a grant does as well.
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html */
export function refusedUse(scope: Scope, key: Key, use: KeyUse): string | undefined {
  const { caller } = scope;
  const { operation, encryptionContext = {} } = use;
  const action = `kms:${operation}`;
  const about = contextOf(scope, key, use);
  const names = caller.names ?? [caller.arn];
  const own = denialOf(rulingsOf(caller, action, key.arn, about));
  const request = { action, resource: key.arn, context: { ...caller.context, ...about } };
  const says = (who: readonly string[]) =>
    evaluate(key.policy.statements, { ...request, principal: { type: "AWS", names: who } });
  const everyName = [...names, ...(caller.accountNames ?? accountNames(scope))];
  const policy = says(everyName);
  const refused = (why: Denial): string => deniedBy(why, caller.arn, action, key.arn);
  if (own?.explicit === true) return refused(own);
  if (policy === "denied") return refused({ by: "resource", explicit: true });
  if (policy === "allowed" && (own === undefined || says(names) === "allowed")) return undefined;
  if ([...key.grants.values()].some((grant) => grants(grant, names, operation, encryptionContext))) return undefined;
  return refused(policy === "allowed" && own !== undefined ? own : { by: "resource", explicit: false });
}

function accountNames({ partition, account }: Scope): readonly string[] {
  return [`arn:${partition}:iam::${account.id}:root`, account.id];
}

/** The condition keys of KMS. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
function contextOf(scope: Scope, key: Key, { encryptionContext, via }: KeyUse): PolicyContext {
  const aliases = [...keyStore(scope).aliases.values()].filter(({ keyId }) => keyId === key.id);
  const pairs = Object.entries(encryptionContext ?? {});
  return {
    "kms:CallerAccount": scope.account.id,
    "kms:KeyOrigin": key.origin,
    "kms:KeySpec": key.spec,
    "kms:KeyUsage": key.usage,
    "kms:MultiRegion": String(key.multiRegion),
    ...(via !== undefined && { "kms:ViaService": `${via}.${scope.region}.amazonaws.com` }),
    ...(pairs.length > 0 && { "kms:EncryptionContextKeys": pairs.map(([name]) => name) }),
    ...Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
    ...(aliases.length > 0 && { "kms:ResourceAliases": aliases.map(({ name }) => name) }),
    ...Object.fromEntries([...key.tags].map(([name, value]) => [`aws:ResourceTag/${name}`, value])),
  };
}
