import { readRetry, type ReadRetryOptions } from "../../../aws/read-retry.ts";
import { readCheckpoint, type Checkpoint, type Place } from "../../../records/read/checkpoint/checkpoint.ts";
import type { Position, Start } from "../../../records/read/position.ts";
import { streamIdentity } from "../../../records/read/checkpoint/stream-identity.ts";
import type { IO } from "../../../report/io.ts";
import { flushed } from "../../../report/write.ts";
import type { ReadSession } from "../../session.ts";
import { onThisMachine } from "../on-this-machine.ts";
import { checkpointFile, type CheckpointFile } from "./checkpoint-file.ts";
import { holdCheckpoint, type CheckpointKind } from "./hold-checkpoint.ts";

/** Of a stream. */
export const streamCheckpoint: CheckpointKind<Checkpoint> = {
  parse: readCheckpoint,
  wrong: "its text is something else",
};

/** Opens the checkpoint; without an earlier run, reading begins as the flags say, and "from now on" is a moment to come back to. */
export async function resume(
  { clients, config, place, io, clock, report, signal }: ReadSession,
  name: string,
  stream: string,
  start: { readonly position: Position; readonly places: ReadonlyMap<string, Start> },
  /** How the first call is retried. */
  how: Pick<ReadRetryOptions, "start" | "advice"> = {},
): Promise<CheckpointFile> {
  const { endpoint } = place;
  const held = await holdCheckpoint(name, streamCheckpoint, { cwd: io.cwd, clock, signal });
  try {
    const retry = readRetry({ clock, signal, report, patience: 120_000, local: onThisMachine(endpoint), ...how });
    const identity = await retry.call("the stream", () =>
      streamIdentity(clients.kinesis, stream, { endpoint, signal }),
    );
    if (identity === undefined)
      report.event({
        type: "warning",
        text: `The checkpoint cannot tell ${stream} from a later stream of the same name: DescribeStreamSummary is not allowed or not known here.`,
      });
    const which = { stream, region: config.region, endpoint, ...identity };
    return await checkpointFile(held, which, start, clock.now());
  } catch (error) {
    await held[Symbol.asyncDispose]();
    throw error;
  }
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
export async function keep(
  file: Pick<CheckpointFile, "save"> | undefined,
  { io, clock, signal }: Pick<ReadSession, "clock" | "signal"> & { readonly io: Pick<IO, "stdout"> },
): Promise<void> {
  if (file === undefined) return;
  await flushed(io.stdout, signal);
  await file.save(clock.now());
}
