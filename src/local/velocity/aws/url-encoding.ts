import { encodable } from "../java/encodable.ts";
import { TemplateError } from "../template-error.ts";

/** `$util.urlEncode`, Java's URLEncoder: form encoding in UTF-8, where a space becomes a plus sign. */
export function urlEncode(text: string): string {
  return encodeURIComponent(encodable(text)).replace(/%20|[!'()~]/g, (char) =>
    char === "%20" ? "+" : `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `$util.urlDecode`, Java's URLDecoder; invalid UTF-8 becomes U+FFFD. Throws TemplateError for a broken escape. */
export function urlDecode(text: string): string {
  return text.replaceAll("+", " ").replace(/(?:%[0-9a-fA-F]{2})+|%/g, (escapes) => {
    if (escapes === "%") throw new TemplateError("$util.urlDecode: incomplete % escape");
    return Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8");
  });
}
