import { Fault } from "../fault.ts";
import type { PolicyContext } from "../policy/variables.ts";
import { isDisabled, keyOf } from "../account/kms-keys.ts";
import type { Scope } from "../account/scope.ts";
import type { Call } from "./call.ts";
import type { LoggedRecord } from "./stream/record-log.ts";
import type { Stream } from "./stream/stream.ts";

/** Throws KMSDisabledException, or KMSAccessDeniedException where the stream is encrypted and the caller may not encrypt with its key. */
export function checkEncrypt({ scope }: Call, stream: Stream): void {
  refuseDisabled(scope, stream.encryptionKey);
  const refused = refusedKey(scope, stream, stream.encryptionKey, "kms:GenerateDataKey");
  if (refused === undefined) return;
  throw denied(
    `User: ${scope.caller.arn} is not authorized to perform: kms:GenerateDataKey on resource: ${refused} ` +
      "because no identity-based policy allows the kms:GenerateDataKey action",
  );
}

/** Throws KMSDisabledException, or KMSAccessDeniedException where the caller may not decrypt one of the records. */
export function checkDecrypt({ scope }: Call, stream: Stream, records: readonly LoggedRecord[]): void {
  const keys = new Set(records.map(({ encryptionKey }) => encryptionKey));
  for (const key of keys) refuseDisabled(scope, key);
  if (![...keys].some((key) => refusedKey(scope, stream, key, "kms:Decrypt") !== undefined)) return;
  const { name, created } = stream;
  const id = `${scope.account.id}:${name}:${Math.floor(created / 1000)}`;
  throw denied(`User ${scope.caller.arn} is not authorized to decrypt records in stream ${id}`);
}

/** The ARN of the key when the caller may not use it. Everyone who may use the stream may use AWS's own key. */
function refusedKey(scope: Scope, { arn }: Stream, keyId: string | undefined, action: string): string | undefined {
  if (keyId === undefined || keyId.endsWith("alias/aws/kinesis")) return undefined;
  const key = keyOf(scope, keyId);
  const about: PolicyContext = {
    "kms:ViaService": `kinesis.${scope.region}.amazonaws.com`,
    "kms:CallerAccount": scope.account.id,
    "kms:EncryptionContext:aws:kinesis:arn": arn,
    "kms:EncryptionContextKeys": ["aws:kinesis:arn"],
    ...(key.alias !== undefined && { "kms:ResourceAliases": [key.alias] }),
  };
  return scope.caller.allows(action, key.arn, about) ? undefined : key.arn;
}

function refuseDisabled({ account, region, partition }: Scope, keyId: string | undefined): void {
  if (keyId === undefined) return;
  const key = keyOf({ account, region, partition }, keyId);
  if (isDisabled(account, region, key)) throw new Fault("KMSDisabledException", `${key.arn} is disabled.`);
}

function denied(message: string): Fault {
  return new Fault("KMSAccessDeniedException", message);
}
