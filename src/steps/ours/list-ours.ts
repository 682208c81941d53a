import type { Context } from "../context.ts";
import { OWNER_TAG } from "../../aws/tags.ts";

interface Page<T> {
  readonly items?: T[] | undefined;
  readonly position?: string | undefined;
}

type Ask<T> = (from: { position?: string }) => Promise<Page<T>>;

/** All pages of a list of API Gateway's. */
export async function allPages<T>(page: Ask<T>): Promise<readonly T[]> {
  const all: T[] = [];
  let position: string | undefined;
  do {
    const one = await page(position === undefined ? {} : { position });
    all.push(...(one.items ?? []));
    position = one.position;
  } while (position !== undefined);
  return all;
}

/** Of all pages, what carries our tag. */
export async function ownPages<T extends { tags?: Record<string, string> | undefined }>(
  { config }: Context,
  page: Ask<T>,
): Promise<readonly T[]> {
  return (await allPages(page)).filter((one) => one.tags?.[OWNER_TAG] === config.name);
}
