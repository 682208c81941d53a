import type { Content } from "../../engine/decoded-record.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Decodes bytes: `json` for one JSON document of any kind, `text` for other UTF-8, `base64` for anything else. */
export function contentOf(bytes: Uint8Array): Content {
  const text = utf8(bytes);
  if (text === undefined) {
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
    return { encoding: "base64", data, text: data };
  }
  const document = text.startsWith("\ufeff") ? text.slice(1) : text;
  try {
    return { encoding: "json", data: JSON.parse(document) as unknown, text: document };
  } catch {
    return { encoding: "text", data: text, text };
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
