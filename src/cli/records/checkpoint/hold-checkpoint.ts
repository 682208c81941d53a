import { isAbsolute, join } from "node:path";
import type { Clock } from "../../../engine/context.ts";
import { CliError, UsageError } from "../../../engine/errors.ts";
import { diskFault } from "../../../state/disk-fault.ts";
import { inspectLock, lockFile, lockPath, type Lock } from "../../../state/lock/lock.ts";
import { DamagedLockError } from "../../../state/lock/lock-owner.ts";
import { describeOwner, LockedError } from "../../../state/lock/locked-error.ts";
import { readPlain } from "../../../state/plain-file.ts";

/** What a checkpoint is of. */
export interface CheckpointKind<T> {
  /** Undefined for a text of something else. */
  readonly parse: (text: string) => T | undefined;
  /** What is wrong with such a text. */
  readonly wrong: string;
}

/** The file of a checkpoint, which no other run writes until it is disposed of. */
export interface HeldCheckpoint<T> extends AsyncDisposable {
  /** As it was given, and where that is. */
  readonly name: string;
  readonly path: string;
  /** What it says; undefined where it is new. */
  readonly before: T | undefined;
}

/** Takes the file for this run: the lock of a run that has died is taken over. Throws a UsageError for a file of something else and
 * one that cannot be written, and a CliError where another run has it. */
export async function holdCheckpoint<T>(
  name: string,
  kind: CheckpointKind<T>,
  { cwd, clock, signal }: { readonly cwd: string; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<HeldCheckpoint<T>> {
  if (name === "") throw new UsageError('--checkpoint "" names no file.', "Such as --checkpoint read.json.");
  const path = isAbsolute(name) ? name : join(cwd, name);
  // A wrong file is told for what it is, and gets no lock.
  await saidBy(name, path, kind);
  const held = await locked(name, path, clock, signal);
  try {
    const before = await saidBy(name, path, kind);
    return { name, path, before, [Symbol.asyncDispose]: () => held.release() };
  } catch (error) {
    await held.release();
    throw error;
  }
}

const another = "Give another --checkpoint file.";

/** What a checkpoint says; undefined where there is none yet. */
async function saidBy<T>(name: string, path: string, { parse, wrong }: CheckpointKind<T>): Promise<T | undefined> {
  const found = await onDisk(name, "read", () => readPlain(path));
  if (found === undefined) return undefined;
  if ("not" in found) throw unusable(name, found.not);
  if (found.text.trim() !== "") {
    const said = parse(found.text);
    if (said === undefined) throw unusable(name, wrong);
    return said;
  }
  // Nothing is in a file that somebody made for it. But a run that was cut off had written something.
  const left = await inspectLock(path);
  if (left?.owner === undefined || left.alive) return undefined;
  throw new UsageError(
    `The checkpoint ${name} is empty, though a run that was cut off had written it: the machine may have lost power.`,
    `Delete ${name} to begin anew, or put a copy of it there.`,
  );
}

async function locked(name: string, path: string, clock: Clock, signal: AbortSignal): Promise<Lock> {
  try {
    const command = `kinesis-proxy with --checkpoint ${name}`;
    return await onDisk(name, "written", () => lockFile(path, { command, clock, signal }));
  } catch (error) {
    if (error instanceof LockedError)
      throw new CliError(`Another run has the checkpoint ${name}: ${describeOwner(error.owner, clock.now())}.`, {
        hint: `Wait until it has ended, or give another --checkpoint file. If there is no such process any more, delete ${lockPath(path)}.`,
        cause: error,
      });
    if (error instanceof DamagedLockError)
      throw new CliError(error.message, {
        hint: `If no other run has ${name}, delete ${lockPath(path)}.`,
        cause: error,
      });
    throw error;
  }
}

function unusable(name: string, why: string): UsageError {
  return new UsageError(`${name} is not a checkpoint of kinesis-proxy: ${why}.`, another);
}

async function onDisk<T>(name: string, done: "read" | "written", work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(error.message, another);
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new UsageError(`The checkpoint ${name} cannot be ${done}: ${why}.`, another);
  }
}
