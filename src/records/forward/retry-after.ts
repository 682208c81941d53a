/** The longest wait that a target may ask for, in milliseconds. */
const LONGEST_ASKED = 300_000;

/** What a Retry-After header asks for, seconds or a date (RFC 9110, 10.2.3), in milliseconds; undefined where it says nothing that can be
 * read. `most` is as long as it is waited. */
export function retryAfter(
  header: string | undefined,
  now: number,
): { readonly asked: number; readonly most: number } | undefined {
  const text = header?.trim() ?? "";
  // `Date.parse` takes a bare number for a year.
  const asked = /^\d+$/.test(text) ? Number(text) * 1_000 : /^[A-Z][a-z]+, /.test(text) ? Date.parse(text) - now : NaN;
  if (Number.isNaN(asked)) return undefined;
  return { asked: Math.max(0, asked), most: Math.min(Math.max(0, asked), LONGEST_ASKED) };
}
