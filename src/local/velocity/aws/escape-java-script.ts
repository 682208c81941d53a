const short: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\n": "\\n",
  "\t": "\\t",
  "\f": "\\f",
  "\r": "\\r",
  "'": "\\'",
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
};

/** `$util.escapeJavaScript`, Commons Lang's: quotes of both kinds, backslashes and slashes get a backslash, what is not
 * printable ASCII becomes `\uXXXX`. The result of a text with `'` is therefore not a JSON string. */
export function escapeJavaScript(text: string): string {
  return text.replace(
    /['"\\/]|[^\u0020-\u007f]/g,
    (char) => short[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}
