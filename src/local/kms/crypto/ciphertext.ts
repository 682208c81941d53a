import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { EncryptionContext } from "../../account/kms/authorize-key.ts";
import type { Key, KeyMaterial } from "../../account/kms/key.ts";
import { Fault } from "../../fault.ts";

// What AWS's own begin with. The rest is ours: which bytes of which key, and what AES-256-GCM makes of the plaintext.
const VERSION = Buffer.from([1, 2, 2, 0]);
const MATERIAL = 32;
const IV = 12;
const TAG = 16;

/** Encrypts with a key's newest bytes. Who decrypts has to give the same encryption context. */
export function seal({ id, materials }: Key, plaintext: Buffer, context: EncryptionContext): Buffer {
  const material = materials.at(-1)!;
  const name = Buffer.from(id);
  const head = Buffer.concat([VERSION, Buffer.from([name.length]), name, Buffer.from(material.id, "hex")]);
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", material.bytes, iv).setAAD(bound(head, context));
  return Buffer.concat([head, iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** A ciphertext taken apart. */
export interface Sealed {
  readonly keyId: string;
  readonly materialId: string;
  readonly head: Buffer;
  readonly rest: Buffer;
}

/** Throws InvalidCiphertextException for what `seal` did not make. */
export function takeApart(blob: Buffer): Sealed {
  const at = VERSION.length + 1;
  const end = at + (blob[at - 1] ?? 0);
  const head = blob.subarray(0, end + MATERIAL);
  const rest = blob.subarray(head.length);
  if (!blob.subarray(0, VERSION.length).equals(VERSION) || rest.length < IV + TAG) throw broken();
  return { keyId: blob.toString("latin1", at, end), materialId: head.toString("hex", end), head, rest };
}

/** What was encrypted. Throws InvalidCiphertextException where it or the context is another one. */
export function open({ materials }: Key, { materialId, head, rest }: Sealed, context: EncryptionContext): Buffer {
  const material = materials.find(({ id }) => id === materialId);
  if (material === undefined) throw broken();
  return opened(material, head, rest, context);
}

function opened({ bytes }: KeyMaterial, head: Buffer, rest: Buffer, context: EncryptionContext): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", bytes, rest.subarray(0, IV))
    .setAAD(bound(head, context))
    .setAuthTag(rest.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(rest.subarray(IV, -TAG)), decipher.final()]);
  } catch {
    throw broken();
  }
}

function bound(head: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs))]);
}

function broken(): Fault {
  return new Fault("InvalidCiphertextException", "");
}
