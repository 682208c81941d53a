import type { Place } from "../../../records/read/checkpoint/checkpoint.ts";
import type { Position, Start } from "../../../records/read/position.ts";
import { flushed } from "../../../report/write.ts";
import type { ReadSession } from "../../session.ts";
import { checkpointFile, type CheckpointFile } from "./checkpoint-file.ts";

/** Opens the checkpoint; without an earlier run, reading begins as the flags say, and "from now on" is a moment to come back to. */
export async function resume(
  { config, place, io, clock }: ReadSession,
  name: string,
  stream: string,
  start: { readonly position: Position; readonly places: ReadonlyMap<string, Start> },
): Promise<CheckpointFile> {
  const which = { stream, region: config.region, endpoint: place.endpoint };
  return checkpointFile(name, io.cwd, which, start, clock.now());
}

/** Where to go on after a record; `more` says that other ones were aggregated with it, after it. */
export function placeAfter(
  {
    sequenceNumber,
    subSequenceNumber,
  }: { readonly sequenceNumber: string; readonly subSequenceNumber?: number | undefined },
  more: boolean,
): Place {
  if (!more || subSequenceNumber === undefined) return { type: "after", sequenceNumber };
  return { type: "at", sequenceNumber, sub: subSequenceNumber };
}

/** Keeps how far it came, once all of that has left this process. */
export async function keep(file: CheckpointFile | undefined, { io, signal }: ReadSession): Promise<void> {
  if (file === undefined) return;
  await flushed(io.stdout, signal);
  await file.save();
}
