import { link, open, rename } from "node:fs/promises";
import { errnoOf } from "../disk-fault.ts";
import { discard, writeDraft } from "../draft.ts";
import { readOwner, renderOwner, type LockOwner } from "./lock-owner.ts";

/** Puts `me` into the lock file at `path`, unless a running process holds it; gives undefined on success, else who holds it.
 * Of many who claim at the same time exactly one succeeds, also when the owner before them died. */
export async function claim(
  path: string,
  me: LockOwner,
  isAlive: (owner: LockOwner) => boolean,
): Promise<LockOwner | undefined> {
  for (;;) {
    if (await place(path, me)) return undefined;
    const there = await readOwner(path);
    if (there === undefined) continue;
    if (isAlive(there)) return there;
    // Two may see the same dead owner, and the slower one must not take the lock from the faster. So whoever takes over claims
    // a lock on this dead owner first (its id is used once, so a guard left by a crash bars nobody else), and then looks again.
    const guard = `${path}.${there.id}`;
    const rival = await claim(guard, me, isAlive);
    if (rival !== undefined) return rival;
    try {
      if ((await readOwner(path))?.id !== there.id) continue;
      await replace(path, me);
      return undefined;
    } finally {
      await discard(guard);
    }
  }
}

/** Makes the lock file with its text in it, at once; false when there is one already. */
async function place(path: string, me: LockOwner): Promise<boolean> {
  const draft = await writeDraft(path, renderOwner(me));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    if (!linkless.has(errnoOf(error) ?? "")) throw error;
    return await write(path, me);
  } finally {
    await discard(draft);
  }
}

/** How file systems without hard links (FAT, some shared folders) refuse one. */
const linkless: ReadonlySet<string> = new Set(["EPERM", "EACCES", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

async function write(path: string, me: LockOwner): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(renderOwner(me)).finally(() => file.close());
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function replace(path: string, me: LockOwner): Promise<void> {
  const draft = await writeDraft(path, renderOwner(me));
  try {
    await rename(draft, path);
  } catch (error) {
    await discard(draft);
    throw error;
  }
}
