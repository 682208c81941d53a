import type { Body } from "../../api.ts";

/** The bytes of a body, as far as they are here. */
export function bodyBytes({ encoding, text }: Pick<Body, "encoding" | "text">): Uint8Array {
  if (encoding === "text") return new TextEncoder().encode(text);
  return Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0);
}
