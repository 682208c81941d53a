import { UsageError } from "../../engine/errors.ts";

/** Where a pattern matches: from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A regular expression of RE2, whose time is linear in the text: no record can make it slow. `(?i)` in front ignores case. */
export interface Pattern {
  matches(text: string): boolean;
  /** All matches that are not empty, in order. */
  spans(text: string): readonly Span[];
}

/** Throws a UsageError for what is not a regular expression. */
export async function patternOf(source: string): Promise<Pattern> {
  // Plain words need no engine.
  if (/^[\p{L}\d\s_",:;<>=@#%&~/-]*$/u.test(source))
    return { matches: (text) => text.includes(source), spans: (text) => wordSpans(text, source) };
  if (/(?<!\\)\\(k<|[1-9])/.test(source)) throw lacking(source);
  const { RE2JS } = await import("re2js");
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source));
    return {
      matches: (text) => pattern.matcher(text).find(),
      spans(text) {
        const found: Span[] = [];
        for (const matcher = pattern.matcher(text); matcher.find();)
          if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() });
        return found;
      },
    };
  } catch (error) {
    if (/\(\?<?[=!]/.test(source)) throw lacking(source);
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "";
    throw new UsageError(`"${source}" is not a regular expression: ${reason}.`);
  }
}

function wordSpans(text: string, word: string): readonly Span[] {
  const found: Span[] = [];
  if (word === "") return found;
  for (let start = text.indexOf(word); start !== -1; start = text.indexOf(word, start + word.length))
    found.push({ start, end: start + word.length });
  return found;
}

function lacking(source: string): UsageError {
  return new UsageError(
    `"${source}" is not supported: it has a lookahead, a lookbehind or a back reference.`,
    "These are left out so that no record can make the reading slow.",
  );
}
