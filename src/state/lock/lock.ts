import { open, rmdir, unlink } from "node:fs/promises";
import type { Clock } from "../../engine/clock.ts";
import { CliError, UsageError } from "../../engine/errors.ts";
import { poll } from "../../engine/poll.ts";
import { isAlive as isAliveHere } from "./alive.ts";
import { sweepDrafts } from "../atomic-file.ts";
import { claim } from "./claim.ts";
import { diskFault, errnoOf } from "../disk-fault.ts";
import { discard } from "../draft.ts";
import { DamagedLockError, ownerOf, readOwner, renderOwner, type LockOwner } from "./lock-owner.ts";
import { LockedError } from "./locked-error.ts";
import { readPlain } from "../plain-file.ts";
import { target } from "../target.ts";

/** The right to write one file, until it is released or the process ends. */
export interface Lock extends AsyncDisposable {
  /** Of the lock file. */
  readonly path: string;
  readonly owner: LockOwner;
  /** Gives the lock back, if it is still this one; safe to call twice. */
  release(): Promise<void>;
}

export interface LockOptions {
  /** The command line, for whoever finds the lock taken. */
  readonly command: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds to wait for whoever holds it; 0 unless given. */
  readonly wait?: number;
  /** Called before each look again. */
  readonly waiting?: (owner: LockOwner) => void;
  /** Is that process still there? When in doubt, yes. */
  readonly isAlive?: (owner: LockOwner) => boolean;
}

/** Takes the lock of the state file at `path`; its owner's death frees it, and whoever holds it can write the file.
 * Throws a `LockedError` when another process holds it, a `UsageError` where the file cannot be written, and the signal's reason. */
export async function lock(path: string, options: LockOptions): Promise<Lock> {
  try {
    return await lockFile(path, options);
  } catch (error) {
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new UsageError(
      `The state file ${path} cannot be written: ${why}.`,
      "Give permission or make room, or choose another file with --state.",
    );
  }
}

/** The same for any file; throws the file system's own error where it cannot be written. */
export async function lockFile(path: string, options: LockOptions): Promise<Lock> {
  const file = await target(path);
  await refuseReadOnly(file);
  const owner = await acquire(lockPath(file), options);
  await sweepDrafts(file);
  return hold(lockPath(file), owner);
}

/** The lock on the state file at `path`; undefined when it is free. `owner` is undefined when the lock file does not say;
 * `alive`: the owner still runs, or that is unknown. */
export async function inspectLock(
  path: string,
): Promise<{ readonly owner: LockOwner | undefined; readonly alive: boolean } | undefined> {
  try {
    const owner = await readOwner(lockPath(await target(path)));
    return owner && { owner, alive: isAliveHere(owner) };
  } catch (error) {
    if (error instanceof DamagedLockError) return { owner: undefined, alive: true };
    throw error;
  }
}

/** Takes the lock on the state file at `path` away, whoever holds it, even a damaged one; false when there was none. */
export async function removeLock(path: string): Promise<boolean> {
  const file = lockPath(await target(path));
  try {
    const found = await readPlain(file);
    if (found === undefined) return false;
    await ("not" in found && found.not === "it is a folder" ? rmdir(file) : unlink(file));
    return true;
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return false;
    const why = errnoOf(error) === "ENOTEMPTY" ? "it is a folder with something in it" : diskFault(error);
    if (why === undefined) throw error;
    throw new CliError(`The lock file ${file} cannot be removed: ${why}.`, {
      hint: "Remove it yourself.",
      cause: error,
    });
  }
}

/** The lock file of a state file. */
export function lockPath(file: string): string {
  return `${file}.lock`;
}

async function acquire(path: string, options: LockOptions): Promise<LockOwner> {
  const { clock, signal, command, wait = 0, waiting, isAlive = isAliveHere } = options;
  let rival: LockOwner | undefined;
  const look = async (): Promise<LockOwner | undefined> => {
    const me = ownerOf(command, clock.now());
    rival = await claim(path, me, isAlive);
    return rival === undefined ? me : undefined;
  };
  const tell = (): void => {
    if (rival !== undefined) waiting?.(rival);
  };
  const mine = await poll(look, { clock, signal, first: 100, most: 1_000, timeout: wait, waiting: tell });
  if (mine !== undefined) return mine;
  throw new LockedError(path, rival!, clock.now());
}

function hold(path: string, owner: LockOwner): Lock {
  const release = async (): Promise<void> => {
    const there = await readPlain(path).catch(() => undefined);
    // A lock that cannot be given back is no reason to fail: it ends with this process.
    if (there !== undefined && "text" in there && there.text === renderOwner(owner)) await discard(path);
  };
  return { path, owner, release, [Symbol.asyncDispose]: release };
}

/** A file that its owner has made read-only is not to be replaced, though its folder would allow it. */
async function refuseReadOnly(file: string): Promise<void> {
  try {
    await (await open(file, "r+")).close();
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
  }
}
