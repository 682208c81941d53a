import type { Context } from "../context.ts";
import { OWNER_TAG } from "../../aws/tags.ts";

/** Pages of a list of API Gateway's, as the SDK's paginators give them. */
type Pages<T> = AsyncIterable<{ readonly items?: T[] | undefined }>;

/** How many of a list are asked for at a time: the most that API Gateway gives. */
export const pageSize = 500;

/** All that is in a list of API Gateway's. */
export async function allItems<T>(pages: Pages<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const { items = [] } of pages) all.push(...items);
  return all;
}

/** Of all that, what carries our tag. */
export function ownItems<T extends { tags?: Record<string, string> | undefined }>(
  { config }: Pick<Context, "config">,
  all: readonly T[],
): readonly T[] {
  return all.filter(({ tags }) => tags?.[OWNER_TAG] === config.name);
}
