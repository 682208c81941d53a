import { createHash } from "node:crypto";
import { Fault } from "../fault.ts";
import type { PolicyContext } from "../policy/variables.ts";
import type { Scope } from "../account/scope.ts";
import type { Call } from "./call.ts";
import type { LoggedRecord } from "./stream/record-log.ts";
import type { Stream } from "./stream/stream.ts";

/** Throws KMSAccessDeniedException where the stream is encrypted and the caller may not encrypt with its key. */
export function checkEncrypt({ scope }: Call, stream: Stream): void {
  const refused = refusedKey(scope, stream, stream.encryptionKey, "kms:GenerateDataKey");
  if (refused === undefined) return;
  throw denied(
    `User: ${scope.caller.arn} is not authorized to perform: kms:GenerateDataKey on resource: ${refused} ` +
      "because no identity-based policy allows the kms:GenerateDataKey action",
  );
}

/** Throws KMSAccessDeniedException where the caller may not decrypt one of the records. */
export function checkDecrypt({ scope }: Call, stream: Stream, records: readonly LoggedRecord[]): void {
  const keys = new Set(records.map(({ encryptionKey }) => encryptionKey));
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

/** A key by its id, its ARN, or an alias (by name or ARN), which here leads to a key with a made-up id. */
function keyOf(
  { partition, region, account }: Scope,
  keyId: string,
): { readonly arn: string; readonly alias?: string } {
  const keys = `arn:${partition}:kms:${region}:${account.id}:key`;
  const alias = /(?:^|:)(alias\/.+)$/.exec(keyId)?.[1];
  if (alias === undefined) return { arn: keyId.startsWith("arn:") ? keyId : `${keys}/${keyId}` };
  const digits = createHash("sha256").update(alias).digest("hex");
  const id = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ];
  return { arn: `${keys}/${id.join("-")}`, alias };
}

function denied(message: string): Fault {
  return new Fault("KMSAccessDeniedException", message);
}
