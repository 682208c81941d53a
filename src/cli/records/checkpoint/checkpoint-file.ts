import { isAbsolute, join } from "node:path";
import { UsageError } from "../../../engine/errors.ts";
import { readCheckpoint, writeCheckpoint, type Place } from "../../../records/read/checkpoint/checkpoint.ts";
import type { Position, Start } from "../../../records/read/position.ts";
import { otherStream, type Which } from "./other-stream.ts";
import { writeAtomic } from "../../../state/atomic-file.ts";
import { diskFault } from "../../../state/disk-fault.ts";
import { readPlain } from "../../../state/plain-file.ts";

/** Where reading begins. */
export interface Begin {
  readonly position: Position;
  readonly places: ReadonlyMap<string, Place | Start>;
}

/** How far a stream was read, in a file. */
export interface CheckpointFile {
  /** Where this run begins. */
  readonly begin: Begin;
  /** Was this part of an aggregated record shown by an earlier run? */
  seen(record: {
    readonly shardId: string;
    readonly sequenceNumber: string;
    readonly subSequenceNumber?: number | undefined;
  }): boolean;
  /** Notes how far a shard was shown. */
  note(shardId: string, place: Place): void;
  /** Writes the file, when something was noted since. */
  save(): Promise<void>;
}

/** Opens the file, or makes it with where to `begin`; "from now on" is remembered as `now`, in milliseconds. Throws a UsageError for a file of something else or of another stream. */
export async function checkpointFile(
  name: string,
  cwd: string,
  which: Which,
  begin: Begin,
  time: number,
): Promise<CheckpointFile> {
  const path = isAbsolute(name) ? name : join(cwd, name);
  const found = await onDisk(name, "read", () => readPlain(path));
  if (found !== undefined && "not" in found) throw unusable(name, found.not);
  const before = found === undefined ? undefined : readCheckpoint(found.text);
  const blank = found === undefined || found.text.trim() === "";
  if (!blank && before === undefined) throw unusable(name, "its text is something else");
  const other = before === undefined ? undefined : otherStream(name, before, which);
  if (other !== undefined) throw other;
  const { position } = begin;
  const since = before?.since ?? (position.type === "latest" ? { type: "time", at: new Date(time) } : position);
  const places: ReadonlyMap<string, Place> = before?.places ?? placesOf(begin);
  const now = new Map(places);
  // Files of earlier versions learn here which stream they are of.
  const whose = { ...which, arn: which.arn ?? before?.arn, createdAt: which.createdAt ?? before?.createdAt };
  let changed = whose.arn !== before?.arn || whose.createdAt !== before?.createdAt || before === undefined;
  const save = async (): Promise<void> => {
    if (!changed) return;
    changed = false;
    await onDisk(name, "written", () => writeAtomic(path, writeCheckpoint({ ...whose, since, places: now })));
  };
  // Where it cannot be written, nothing is read.
  await save();
  return {
    begin: before === undefined ? begin : { position: since, places },
    seen({ shardId, sequenceNumber, subSequenceNumber = -1 }) {
      const place = places.get(shardId);
      if (place === undefined || place === "done" || place.sub === undefined) return false;
      return place.sequenceNumber === sequenceNumber && subSequenceNumber <= place.sub;
    },
    note(shardId, place) {
      now.set(shardId, place);
      changed = true;
    },
    save,
  };
}

function placesOf({ places }: Begin): ReadonlyMap<string, Place> {
  return new Map(
    [...places].filter((entry): entry is [string, Place] => entry[1] === "done" || "sequenceNumber" in entry[1]),
  );
}

/** Says that a file is no checkpoint. */
export function unusable(name: string, why: string): UsageError {
  return new UsageError(`${name} is not a checkpoint of kinesis-proxy: ${why}.`, "Give another --checkpoint file.");
}

/** Reads or writes a checkpoint; what the disk refuses is a UsageError. */
export async function onDisk<T>(name: string, done: "read" | "written", work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new UsageError(`The checkpoint ${name} cannot be ${done}: ${why}.`, "Give another --checkpoint file.");
  }
}
