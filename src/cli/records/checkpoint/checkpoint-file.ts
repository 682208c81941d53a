import { isAbsolute, join } from "node:path";
import { UsageError } from "../../../engine/errors.ts";
import {
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
  type Place,
} from "../../../records/read/checkpoint/checkpoint.ts";
import type { Position, Start } from "../../../records/read/position.ts";
import { writeAtomic } from "../../../state/atomic-file.ts";
import { diskFault } from "../../../state/disk-fault.ts";
import { readPlain } from "../../../state/plain-file.ts";

/** Which stream a checkpoint is of. */
export type Which = Pick<Checkpoint, "stream" | "region" | "endpoint">;

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
  if (found !== undefined && before === undefined) throw unusable(name, "its text is something else");
  if (before !== undefined) refuseOther(name, before, which);
  const { position } = begin;
  const since = before?.since ?? (position.type === "latest" ? { type: "time", at: new Date(time) } : position);
  const places: ReadonlyMap<string, Place> = before?.places ?? placesOf(begin);
  const now = new Map(places);
  let changed = before === undefined;
  const save = async (): Promise<void> => {
    if (!changed) return;
    changed = false;
    await onDisk(name, "written", () => writeAtomic(path, writeCheckpoint({ ...which, since, places: now })));
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

function refuseOther(name: string, before: Which, which: Which): void {
  const text = ({ stream, region, endpoint }: Which): string =>
    `${stream} in ${region}${endpoint === undefined ? "" : ` at ${endpoint}`}`;
  if (text(before) === text(which)) return;
  throw new UsageError(
    `The checkpoint ${name} is of the stream ${text(before)}, not of ${text(which)}.`,
    "Give each stream a file of its own.",
  );
}

function unusable(name: string, why: string): UsageError {
  return new UsageError(`${name} is not a checkpoint of kinesis-proxy: ${why}.`, "Give another --checkpoint file.");
}

async function onDisk<T>(name: string, done: "read" | "written", work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new UsageError(`The checkpoint ${name} cannot be ${done}: ${why}.`, "Give another --checkpoint file.");
  }
}
