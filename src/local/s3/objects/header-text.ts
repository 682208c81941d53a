/** A value of user metadata as S3 gives it back: what was encoded (RFC 2047), or sent as UTF-8, is decoded, and encoded only where it
 * has characters that a header cannot. */
export function metadataText(value: string): string {
  return encoded(decoded(utf8Of(value)));
}

/** Headers arrive as bytes, one a character. */
function utf8Of(value: string): string {
  const text = Buffer.from(value, "latin1").toString("utf8");
  return text.includes("\ufffd") ? value : text;
}

const word = /=\?([\w-]+)\?([QB])\?([^?]*)\?=/gi;

function decoded(text: string): string {
  // Space between two encoded words belongs to neither.
  return text.replace(/(\?=)\s+(?==\?)/g, "$1").replace(word, (whole, charset: string, how: string, inner: string) => {
    const bytes = how.toUpperCase() === "B" ? Buffer.from(inner, "base64") : quoted(inner);
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return whole;
    }
  });
}

function quoted(text: string): Buffer {
  const plain = text
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}

function encoded(text: string): string {
  if (/^[\x20-\x7e\t]*$/.test(text)) return text;
  const bytes = Buffer.from(text);
  if (/\p{C}|\ufffd/u.test(text)) return `=?UTF-8?B?${bytes.toString("base64")}?=`;
  const inner = bytes
    .toString("latin1")
    // oxlint-disable-next-line no-control-regex -- bytes, not characters
    .replace(/[=?_\x80-\xff]/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(" ", "_");
  return `=?UTF-8?Q?${inner}?=`;
}
