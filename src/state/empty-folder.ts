import { rmdir } from "node:fs/promises";

/** Removes a folder that has nothing in it; leaves every other one. */
export async function removeEmptyFolder(path: string): Promise<void> {
  await rmdir(path).catch(() => undefined);
}
