import { badRequest } from "../faults.ts";

/** One page of a list: API Gateway's key is `item`, and `position` says where the next page starts. */
export interface Page<T> {
  readonly item: readonly T[];
  readonly position?: string;
}

interface Asked {
  readonly limit?: readonly string[];
  readonly position?: readonly string[];
}

/** Cuts the page out of the list: 25 items unless told, 500 at most. `idOf` must be unique in the list. */
export function page<T>(all: readonly T[], asked: Asked, idOf: (item: T) => string): Page<T> {
  const limit = pageSize(asked.limit?.[0]);
  const start = startOf(all, asked.position?.[0], idOf);
  const next = all[start + limit];
  const item = all.slice(start, start + limit);
  return next === undefined ? { item } : { item, position: Buffer.from(idOf(next)).toString("base64") };
}

function pageSize(limit: string | undefined): number {
  const asked = Number(limit ?? 25);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, 500) : 25;
}

function startOf<T>(all: readonly T[], position: string | undefined, idOf: (item: T) => string): number {
  if (position === undefined) return 0;
  const id = Buffer.from(position, "base64").toString("utf8");
  const start = all.findIndex((item) => idOf(item) === id);
  if (start < 0) throw badRequest("Invalid position parameter");
  return start;
}
