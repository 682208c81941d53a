import { invalid } from "../faults.ts";

/** What keys of a kind can be for, by KMS's names, and the algorithms of each use. */
export type Uses = Readonly<Record<string, readonly string[]>>;

const rsa: Uses = {
  ENCRYPT_DECRYPT: ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"],
  SIGN_VERIFY: ["PKCS1_V1_5", "PSS"].flatMap((padding) =>
    [256, 384, 512].map((bits) => `RSASSA_${padding}_SHA_${bits}`),
  ),
};
const ecc = (bits: number): Uses => ({ SIGN_VERIFY: [`ECDSA_SHA_${bits}`], KEY_AGREEMENT: ["ECDH"] });
const hmac = (bits: number): Uses => ({ GENERATE_VERIFY_MAC: [`HMAC_SHA_${bits}`] });

/** The kinds of keys, in the order in which AWS lists them. */
export const keySpecs = {
  RSA_2048: rsa,
  ECC_NIST_P384: ecc(384),
  ECC_NIST_P256: ecc(256),
  ECC_NIST_P521: ecc(512),
  HMAC_384: hmac(384),
  RSA_3072: rsa,
  ECC_SECG_P256K1: { SIGN_VERIFY: ["ECDSA_SHA_256"] },
  RSA_4096: rsa,
  SYMMETRIC_DEFAULT: { ENCRYPT_DECRYPT: ["SYMMETRIC_DEFAULT"] },
  HMAC_256: hmac(256),
  HMAC_224: hmac(224),
  HMAC_512: hmac(512),
} as const satisfies Readonly<Record<string, Uses>>;

const algorithmMembers: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT: "EncryptionAlgorithms",
  SIGN_VERIFY: "SigningAlgorithms",
  GENERATE_VERIFY_MAC: "MacAlgorithms",
  KEY_AGREEMENT: "KeyAgreementAlgorithms",
};

/** The algorithms of a key. */
export function algorithmsOf({ spec, usage }: { readonly spec: string; readonly usage: string }): readonly string[] {
  const kinds: Readonly<Record<string, Uses>> = keySpecs;
  return kinds[spec]?.[usage] ?? [];
}

/** The algorithms of a key as DescribeKey tells them. */
export function describeAlgorithms(key: {
  readonly spec: string;
  readonly usage: string;
}): Readonly<Record<string, unknown>> {
  return { [algorithmMembers[key.usage] ?? ""]: algorithmsOf(key) };
}

/** What a new key is for. Throws ValidationException. */
export function usageFor(spec: string, asked: string | undefined): string {
  if (asked === undefined) {
    if (spec === "SYMMETRIC_DEFAULT") return "ENCRYPT_DECRYPT";
    throw invalid("You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
  }
  if (algorithmsOf({ spec, usage: asked }).length > 0) return asked;
  throw invalid(`KeyUsage ${asked} is not compatible with KeySpec ${spec}`);
}
