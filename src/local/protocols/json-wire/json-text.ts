import { Double } from "../../shape/double.ts";

/** A value as AWS JSON 1.1 writes it: a Buffer as base64, a Date as seconds since 1970 with milliseconds, undefined members left out. */
export function jsonText(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (value instanceof Date) return String(value.getTime() / 1000);
  if (value instanceof Double) return Number.isFinite(value.value) ? String(value) : quoted(String(value));
  if (Buffer.isBuffer(value)) return `"${value.toString("base64")}"`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (value instanceof Map) return jsonText(Object.fromEntries(value));
  let members = "";
  for (const name of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    members += `${members === "" ? "" : ","}${quoted(name)}:${jsonText(member)}`;
  }
  return `{${members}}`;
}

/** Few strings need escapes, and checking is faster than JSON.stringify. */
function quoted(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}
