import { isUtf8 } from "node:buffer";
import type { Body, Header } from "./api/message.ts";
import type { Content } from "./api/request-way.ts";

const SHOWN = 262_144;
const SHOWN_CONTENT = 65_536;

/** The bytes as a body of the page's API, with the beginning of a large one. */
export function bodyView(bytes: Buffer | undefined, contentType: string, href: string): Body {
  if (bytes === undefined) return { size: 0, contentType, gone: true, encoding: "text", text: "", whole: false, href };
  const encoding = isUtf8(bytes) ? "text" : "base64";
  const shown = encoding === "text" ? start(bytes, SHOWN) : bytes.subarray(0, SHOWN);
  const text = shown.toString(encoding === "text" ? "utf8" : "base64");
  return { size: bytes.length, contentType, encoding, text, whole: shown.length === bytes.length, href };
}

/** The bytes as people read them. */
export function contentView(bytes: Buffer): Content {
  const size = bytes.length;
  const cut = size > SHOWN_CONTENT;
  if (!isUtf8(bytes)) {
    const data = bytes.subarray(0, SHOWN_CONTENT).toString("base64");
    return { encoding: "base64", data, size, ...(cut && { cut: true as const }) };
  }
  const text = start(bytes, SHOWN_CONTENT).toString("utf8");
  if (cut) return { encoding: "text", data: text, size, cut: true };
  try {
    return { encoding: "json", data: JSON.parse(text) as unknown, size };
  } catch {
    return { encoding: "text", data: text, size };
  }
}

/** At most so many bytes, not within a character. */
function start(bytes: Buffer, most: number): Buffer {
  if (bytes.length <= most) return bytes;
  let end = most;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

const secrets = new Set(["authorization", "x-api-key", "x-amz-security-token", "cookie", "x-amz-firehose-access-key"]);

/** Names and values in turn as headers. */
export function headersView(raw: readonly string[]): readonly Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = "", value = ""] = [raw[at], raw[at + 1]];
    headers.push(secrets.has(name.toLowerCase()) ? { name, value, secret: true } : { name, value });
  }
  return headers;
}

/** Headers by name, in that order. */
export function headersByName(headers: Readonly<Record<string, string | readonly string[]>>): readonly Header[] {
  return headersView(Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one])));
}
