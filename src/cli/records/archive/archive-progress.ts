import { resolve } from "node:path";
import { UsageError } from "../../../engine/errors.ts";
import { readArchiveProgress, writeArchiveProgress } from "../../../records/archive/archive-checkpoint.ts";
import { listStart } from "../../../records/archive/objects-in.ts";
import { objectTime } from "../../../records/archive/object-time.ts";
import { flushed } from "../../../report/write.ts";
import { writeAtomic } from "../../../state/atomic-file.ts";
import { readPlain } from "../../../state/plain-file.ts";
import type { ReadSession } from "../../session.ts";
import { onDisk, unusable } from "../checkpoint/checkpoint-file.ts";

/** How far an archive was read, in a file. */
export interface ArchiveProgressFile {
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
  { io, signal }: Pick<ReadSession, "io" | "signal">,
  name: string,
  archive: string,
): Promise<ArchiveProgressFile> {
  const path = resolve(io.cwd, name);
  const found = await onDisk(name, "read", () => readPlain(path));
  if (found !== undefined && "not" in found) throw unusable(name, found.not);
  const blank = found === undefined || found.text.trim() === "";
  const before = found === undefined ? undefined : readArchiveProgress(found.text);
  if (!blank && before === undefined) throw unusable(name, "its text is something else, or of a stream");
  if (before !== undefined && before.archive !== archive)
    throw new UsageError(
      `The checkpoint ${name} is of the archive ${before.archive}, not of ${archive}.`,
      "Give each archive a file of its own.",
    );
  const done = new Set(before?.done);
  const parts = new Map(before?.parts);
  let since = before?.since ?? -Infinity;
  let changed = before === undefined;
  const save = async (): Promise<void> => {
    if (!changed) return;
    changed = false;
    await onDisk(name, "written", () => writeAtomic(path, writeArchiveProgress({ archive, done, parts, since })));
  };
  // Where it cannot be written, nothing is read.
  await save();
  return {
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
