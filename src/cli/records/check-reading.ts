import { systemClock } from "../../engine/clock.ts";
import { select } from "../../records/select/select.ts";
import type { Position } from "../../records/read/position.ts";
import { isTerminal, type IO } from "../../report/io.ts";
import { holdCheckpoint, type CheckpointKind } from "./checkpoint/hold-checkpoint.ts";
import { streamCheckpoint } from "./checkpoint/progress.ts";
import { readingOf } from "./reading-of.ts";
import type { RecordOptions } from "./record-flags.ts";
import { recordWriter } from "./record-writer.ts";
import type { ShowingOptions } from "./showing-flags.ts";

/** Throws a UsageError for a wrong time, number, duration, pattern, expression, format or checkpoint, and for flags that contradict
 * each other, before any call to AWS. `since` is the default of --since. */
export async function checkReading(
  options: RecordOptions & ShowingOptions,
  io: IO,
  since: Position,
  kind: CheckpointKind<unknown> = streamCheckpoint,
): Promise<void> {
  const onTerminal = isTerminal(io.stdout);
  await recordWriter(options, { onTerminal, colour: false, width: undefined, hidesRandomKeys: false, now: () => 0 });
  readingOf(options, systemClock.now(), since);
  await select(options);
  if (options.checkpoint === undefined) return;
  // Taken for a moment: what is wrong with it is known now.
  await using _held = await holdCheckpoint(options.checkpoint, kind, { ...io, clock: systemClock });
}
