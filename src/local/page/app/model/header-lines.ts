/** Headers as somebody edits them: a line each, `Name: value`. */
export function headerLines(headers: readonly { readonly name: string; readonly value: string }[]): string {
  return headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
}

/** The headers of such lines; the first line that is none, where there is one. */
export function readHeaderLines(text: string): { headers: readonly (readonly [string, string])[]; bad?: string } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const bad = lines.find((line) => !/^[!#$%&'*+.^_`|~\w-]+:/.test(line));
  const headers = lines.map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at), line.slice(at + 1).trim()] as const;
  });
  return bad === undefined ? { headers } : { headers: [], bad };
}
