/** A token as the library reads it. */
interface Token {
  readonly start: number;
}

/** Where an expression stops making sense: the library's errors do not say it. */
export function faultPlace(
  source: string,
  parse: (text: string) => unknown,
  tokenize: (text: string) => readonly Token[],
): { readonly at: number; readonly found: string | undefined } {
  const read = attempt(() => tokenize(source));
  if ("error" in read) {
    const at = lastReadable(source, tokenize);
    return { at, found: ['"', "`", "'"].includes(source.charAt(at)) ? "an open quote" : source.charAt(at) };
  }
  const ends = [...read.value.slice(1).map(({ start }) => start), source.length];
  // The first token after which it cannot be mended by what follows.
  const place = ends.findIndex((end) => {
    const tried = attempt(() => parse(source.slice(0, end)));
    return "error" in tried && !/\bEOF\b/.test(String(tried.error));
  });
  const token = read.value[place];
  if (token === undefined) return { at: source.length, found: undefined };
  return { at: token.start, found: source.slice(token.start, ends[place]).trim() };
}

/** The end of the longest beginning whose tokens can be read. */
function lastReadable(source: string, tokenize: (text: string) => unknown): number {
  let at = source.length - 1;
  while (at > 0 && "error" in attempt(() => tokenize(source.slice(0, at)))) at -= 1;
  while (/\s/.test(source.charAt(at))) at += 1;
  return at;
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}
