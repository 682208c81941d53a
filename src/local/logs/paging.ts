import { invalidToken } from "./faults.ts";

/** One page of a list whose items have unique names, and the token of the next. Throws InvalidParameterException. */
export function paged<T>(
  all: readonly T[],
  { limit = 50, nextToken }: { readonly limit?: number | undefined; readonly nextToken?: string | undefined },
  nameOf: (item: T) => string,
): { readonly items: readonly T[]; readonly more: { readonly nextToken?: string } } {
  const start = nextToken === undefined ? 0 : startOf(all, nextToken, nameOf);
  const items = all.slice(start, start + limit);
  const next = all[start + limit];
  return { items, more: next === undefined ? {} : { nextToken: Buffer.from(nameOf(next)).toString("base64url") } };
}

function startOf<T>(all: readonly T[], token: string, nameOf: (item: T) => string): number {
  const name = Buffer.from(token, "base64url").toString("utf8");
  if (Buffer.from(name).toString("base64url") !== token) throw invalidToken();
  const start = all.findIndex((item) => nameOf(item) === name);
  if (start < 0) throw invalidToken();
  return start;
}

/** By name, as AWS sorts: by bytes. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
