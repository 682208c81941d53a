import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

// AWS's iterators begin with these eight bytes too.
const PREFIX = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]);
const IV = 12;
const TAG = 16;

/** Seals words (without line ends) into an opaque base64 string that nobody else can make. */
export function seal(secret: Buffer, words: readonly (string | number)[]): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", secret, iv);
  const body = Buffer.concat([cipher.update(words.join("\n"), "utf8"), cipher.final()]);
  return Buffer.concat([PREFIX, iv, cipher.getAuthTag(), body]).toString("base64");
}

/** The words of a sealed string; undefined when it was not sealed with that secret. */
export function unseal(secret: Buffer, sealed: string): readonly string[] | undefined {
  const bytes = Buffer.from(sealed, "base64");
  const start = PREFIX.length;
  if (bytes.length < start + IV + TAG || bytes.toString("base64") !== sealed) return undefined;
  if (!bytes.subarray(0, start).equals(PREFIX)) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(start, start + IV), { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(start + IV, start + IV + TAG));
  try {
    const body = Buffer.concat([decipher.update(bytes.subarray(start + IV + TAG)), decipher.final()]);
    return body.toString("utf8").split("\n");
  } catch {
    return undefined;
  }
}
