import { TemplateError } from "../template-error.ts";
import { whole } from "../values/boxed.ts";
import { javaArray } from "../values/java-array.ts";
import type { Value } from "../values/value.ts";

/** The encodings that every Java has, and the characters that they lack. */
const encodings: Readonly<Record<string, readonly [BufferEncoding, RegExp]>> = {
  "utf-8": ["utf8", /\p{Surrogate}/gu],
  utf8: ["utf8", /\p{Surrogate}/gu],
  "us-ascii": ["latin1", /\P{ASCII}/gu],
  ascii: ["latin1", /\P{ASCII}/gu],
  "iso-8859-1": ["latin1", /[\u{100}-\u{10ffff}]/gu],
  latin1: ["latin1", /[\u{100}-\u{10ffff}]/gu],
};

/** String.getBytes(charset), signed as Java has it. Throws TemplateError for an encoding that not every Java has. */
export function getBytes(text: string, charset: string): Value {
  const [encoding, unknown] = encodings[charset.toLowerCase()] ?? [];
  if (encoding === undefined || unknown === undefined) throw new TemplateError(`UnsupportedEncoding: ${charset}`);
  const signed = [...Buffer.from(text.replace(unknown, "?"), encoding)].map((byte) => BigInt((byte << 24) >> 24));
  return javaArray(
    "[B",
    signed.map((byte) => whole("Byte", byte)),
  );
}
