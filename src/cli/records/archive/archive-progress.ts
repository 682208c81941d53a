import { UsageError } from "../../../engine/errors.ts";
import {
  readArchiveProgress,
  writeArchiveProgress,
  type ArchiveProgress,
} from "../../../records/archive/archive-checkpoint.ts";
import { listStart } from "../../../records/archive/objects-in.ts";
import { objectTime } from "../../../records/archive/object-time.ts";
import { flushed } from "../../../report/write.ts";
import { writeAtomic } from "../../../state/atomic-file.ts";
import type { ReadSession } from "../../session.ts";
import { refusal } from "../checkpoint/refusal.ts";
import { holdCheckpoint, type CheckpointKind } from "../checkpoint/hold-checkpoint.ts";

/** Of an archive. */
export const archiveCheckpoint: CheckpointKind<ArchiveProgress> = {
  parse: readArchiveProgress,
  wrong: "its text is something else, or of a stream",
};

/** How far an archive was read, in a file, which other runs can have when it is disposed of. */
export interface ArchiveProgressFile extends AsyncDisposable {
  /** Records of this object that earlier runs have shown. */
  before(key: string): number | "done";
  /** Where to begin to list, in milliseconds since 1970. */
  readonly listFrom: number;
  note(key: string, place: number | "done"): void;
  /** Writes the file, once all that was shown has left this process. */
  keep(): Promise<void>;
}

/** Milliseconds for which finished objects are remembered: what Firehose delivers later than this after an outage is not seen by a run
 * that goes on. A day is what streams keep by default. */
const late = 2 * 86_400_000;

/** Opens the file, or makes it. Throws a UsageError for a file of something else or of another archive. */
export async function archiveProgress(
  { io, clock, signal }: Pick<ReadSession, "io" | "clock" | "signal">,
  name: string,
  archive: string,
): Promise<ArchiveProgressFile> {
  const held = await holdCheckpoint(name, archiveCheckpoint, { cwd: io.cwd, clock, signal });
  const { path, before } = held;
  const release = (): Promise<void> => Promise.resolve(held[Symbol.asyncDispose]());
  if (before !== undefined && before.archive !== archive) {
    await release();
    throw new UsageError(
      `The checkpoint ${name} is of the archive ${before.archive}, not of ${archive}.`,
      "Give each archive a file of its own.",
    );
  }
  const done = new Set(before?.done);
  const parts = new Map(before?.parts);
  let since = before?.since ?? -Infinity;
  let changed = before === undefined;
  const save = async (): Promise<void> => {
    if (!changed) return;
    changed = false;
    await writeAtomic(path, writeArchiveProgress({ archive, done, parts, since })).catch(refusal(name, 1));
  };
  return {
    [Symbol.asyncDispose]: release,
    listFrom: since,
    before: (key) => (before?.done.has(key) === true ? "done" : (before?.parts.get(key) ?? 0)),
    note(key, place) {
      changed = true;
      if (place !== "done") return void parts.set(key, place);
      parts.delete(key);
      done.add(key);
      const time = objectTime(key);
      if (time === undefined || time.oldest - late <= since) return;
      since = time.oldest - late;
      // What is never listed again need not be remembered.
      for (const one of done) if ((objectTime(one)?.oldest ?? Infinity) < listStart(since)) done.delete(one);
    },
    async keep() {
      await flushed(io.stdout, signal);
      await save();
    },
  };
}
