import { invalidToken } from "./faults.ts";

/** A page of a list whose items have unique keys in a lasting order, and the token of the next one. Throws InvalidNextToken. */
export function page<T>(
  items: readonly T[],
  token: string | undefined,
  size: number,
  keyOf: (item: T) => string,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const start = token === undefined ? 0 : firstAfter(items, token, keyOf);
  const shown = items.slice(start, start + size);
  const last = shown.at(-1);
  if (last === undefined || start + size >= items.length) return { items: shown };
  return { items: shown, NextToken: Buffer.from(`1:${keyOf(last)}`).toString("base64") };
}

function firstAfter<T>(items: readonly T[], token: string, keyOf: (item: T) => string): number {
  const decoded = Buffer.from(token, "base64").toString();
  if (!decoded.startsWith("1:")) throw invalidToken();
  const seen = decoded.slice(2);
  const exact = items.findIndex((item) => keyOf(item) === seen);
  if (exact >= 0) return exact + 1;
  const later = items.findIndex((item) => keyOf(item) > seen);
  return later < 0 ? items.length : later;
}
