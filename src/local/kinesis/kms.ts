import { refusedUse } from "../account/kms/authorize-key.ts";
import { findKey } from "../account/kms/find-key.ts";
import { isSymmetric, type Key } from "../account/kms/key.ts";
import { refuseState, unusable } from "../account/kms/refuse-state.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import type { Call } from "./call.ts";
import type { LoggedRecord } from "./stream/record-log.ts";
import type { Stream } from "./stream/stream.ts";

/** The key that a stream can be encrypted with. Throws what KMS says where it is not there, or cannot be used. */
export function usableKey(scope: Scope, keyId: string): Key {
  return asKinesis(() => {
    const key = findKey(scope, keyId);
    refuseState(key, unusable);
    if (isSymmetric(key)) return key;
    throw new Fault("KMSInvalidStateException", `${key.arn} is not a symmetric encryption key.`);
  });
}

/** The ARN of the key that encrypts what comes now; undefined where the stream is not encrypted. Throws what KMS says, or
 * KMSAccessDeniedException where the caller may not encrypt with it. */
export function encryptingKey({ scope }: Call, stream: Stream): string | undefined {
  if (stream.encryptionKey === undefined) return undefined;
  const key = usableKey(scope, stream.encryptionKey);
  const refused = refusedBy(scope, stream, key, "GenerateDataKey");
  if (refused !== undefined) throw denied(refused);
  return key.arn;
}

/** Throws what KMS says, or KMSAccessDeniedException where the caller may not decrypt one of the records. */
export function checkDecrypt({ scope }: Call, stream: Stream, records: readonly LoggedRecord[]): void {
  const arns = new Set(records.flatMap(({ encryptionKey = [] }) => encryptionKey));
  const keys = [...arns].map((arn) => usableKey(scope, arn));
  if (!keys.some((key) => refusedBy(scope, stream, key, "Decrypt") !== undefined)) return;
  const { name, created } = stream;
  const id = `${scope.account.id}:${name}:${Math.floor(created / 1000)}`;
  throw denied(`User ${scope.caller.arn} is not authorized to decrypt records in stream ${id}`);
}

function refusedBy(scope: Scope, { arn }: Stream, key: Key, operation: string): string | undefined {
  return refusedUse(scope, key, { operation, via: "kinesis", encryptionContext: { "aws:kinesis:arn": arn } });
}

/** What Kinesis calls the errors of KMS that it passes on. */
function asKinesis<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Fault) || error.code.startsWith("KMS")) throw error;
    throw new Fault(`KMS${error.code}`, error.message);
  }
}

function denied(message: string): Fault {
  return new Fault("KMSAccessDeniedException", message);
}
