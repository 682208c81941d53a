import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A certificate for a key of its own, in PEM, that is its own issuer. Node.js reads certificates and writes none, so this writes
 * the DER of X.509 (RFC 5280). The private key is not kept: nothing here speaks TLS. Dates are in milliseconds since 1970. */
export function selfSigned(name: string, from: number, to: number): string {
  // An RSA key, as AWS has it, would hold up everything else for a tenth of a second.
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const subject = sequence(set(sequence(oid("550403"), der(UTF8_STRING, Buffer.from(name)))));
  const algorithm = sequence(oid("2a8648ce3d040302")); // ecdsa-with-SHA256
  const unsigned = sequence(
    der(VERSION, integer(Buffer.of(2))), // version 3
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(BIT_STRING, Buffer.of(0), sign("sha256", unsigned, privateKey));
  const lines = sequence(unsigned, algorithm, signature)
    .toString("base64")
    .match(/.{1,64}/g) as string[];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
}

const [INTEGER, BIT_STRING, OID, UTF8_STRING, UTC_TIME, GENERALIZED_TIME] = [0x02, 0x03, 0x06, 0x0c, 0x17, 0x18];
const [SEQUENCE, SET, VERSION] = [0x30, 0x31, 0xa0];

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(SEQUENCE, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => der(SET, ...parts);
const integer = (bytes: Buffer): Buffer => der(INTEGER, bytes);
const oid = (hex: string): Buffer => der(OID, Buffer.from(hex, "hex"));

/** Two digits for the year until 2049. */
function time(ms: number): Buffer {
  const digits = `${new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`;
  return digits < "2050" ? der(UTC_TIME, Buffer.from(digits.slice(2))) : der(GENERALIZED_TIME, Buffer.from(digits));
}
