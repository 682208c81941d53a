import { UsageError } from "../../engine/errors.ts";

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", e: "\u001b", "\\": "\\" };

/** The text with `\n`, `\t`, `\r`, `\0`, `\e` and `\\` as what they stand for: a shell does not turn them. Throws a UsageError,
 * which names `flag`, for any other. */
export function unescaped(text: string, flag: string): string {
  return text.replace(/\\(.?)/gsu, (all, char: string, at: number) => {
    const meant = escapes[char];
    if (meant !== undefined) return meant;
    throw new UsageError(
      `${flag} has ${all} at character ${at + 1}, which stands for nothing.`,
      "There are \\n, \\t, \\r, \\0, \\e and \\\\.",
    );
  });
}
