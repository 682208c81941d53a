import { writeCheckpoint, type Checkpoint, type Place } from "../../../records/read/checkpoint/checkpoint.ts";
import type { Position, Start } from "../../../records/read/position.ts";
import { writeAtomic } from "../../../state/atomic-file.ts";
import type { HeldCheckpoint } from "./hold-checkpoint.ts";
import { refusal } from "./refusal.ts";
import { otherStream, type Which } from "./other-stream.ts";

/** Where reading begins. */
export interface Begin {
  readonly position: Position;
  readonly places: ReadonlyMap<string, Place | Start>;
}

/** How far a stream was read, in a file. When it is disposed of, its last state is on the disk, and other runs can have it. */
export interface CheckpointFile extends AsyncDisposable {
  /** Where this run begins. */
  readonly begin: Begin;
  /** It goes on where an earlier run ended. */
  readonly goesOn: boolean;
  /** Was this part of an aggregated record shown by an earlier run? */
  seen(record: {
    readonly shardId: string;
    readonly sequenceNumber: string;
    readonly subSequenceNumber?: number | undefined;
  }): boolean;
  /** Notes how far a shard was shown. */
  note(shardId: string, place: Place): void;
  /** Writes the file, when something was noted since; `now` in milliseconds. A run that is killed has it; a power cut may take what
   * was written in the last second. */
  save(now: number): Promise<void>;
}

/** Milliseconds between two states that a power cut leaves: the disk takes 6 of them for one, where a batch takes less. */
const durably = 1_000;

/** Where a run begins that has this file; "from now on" is remembered as `now`, in milliseconds. Throws a UsageError for a file of
 * another stream, and where it cannot be written. */
export async function checkpointFile(
  held: HeldCheckpoint<Checkpoint>,
  which: Which,
  begin: Begin,
  now: number,
): Promise<CheckpointFile> {
  const { name, path, before } = held;
  const other = before === undefined ? undefined : otherStream(name, before, which);
  if (other !== undefined) throw other;
  const { position } = begin;
  const since = before?.since ?? (position.type === "latest" ? { type: "time", at: new Date(now) } : position);
  const places: ReadonlyMap<string, Place> = before?.places ?? placesOf(begin);
  const reached = new Map(places);
  // Files of earlier versions learn here which stream they are of.
  const whose = { ...which, arn: which.arn ?? before?.arn, createdAt: which.createdAt ?? before?.createdAt };
  let changed = whose.arn !== before?.arn || whose.createdAt !== before?.createdAt || before === undefined;
  let [durable, at, text] = [true, now, ""];
  const write = async (): Promise<void> => {
    changed = false;
    text = writeCheckpoint({ ...whose, since, places: reached });
    await writeAtomic(path, text, { durable });
  };
  // Where it cannot be written, nothing is read.
  if (changed) await write().catch(refusal(name, 2));
  return {
    goesOn: before !== undefined,
    begin: before === undefined ? begin : { position: since, places },
    seen({ shardId, sequenceNumber, subSequenceNumber = -1 }) {
      const place = places.get(shardId);
      if (place === undefined || place === "done" || place.sub === undefined) return false;
      return place.sequenceNumber === sequenceNumber && subSequenceNumber <= place.sub;
    },
    note(shardId, place) {
      reached.set(shardId, place);
      changed = true;
    },
    async save(time) {
      if (!changed) return;
      durable = time - at >= durably;
      if (durable) at = time;
      await write().catch(refusal(name, 1));
    },
    async [Symbol.asyncDispose]() {
      // What was noted since then has not left this process.
      if (!durable) await writeAtomic(path, text).catch(() => undefined);
      await held[Symbol.asyncDispose]();
    },
  };
}

function placesOf({ places }: Begin): ReadonlyMap<string, Place> {
  return new Map(
    [...places].filter((entry): entry is [string, Place] => entry[1] === "done" || "sequenceNumber" in entry[1]),
  );
}
