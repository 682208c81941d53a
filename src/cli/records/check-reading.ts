import { systemClock } from "../../engine/clock.ts";
import { UsageError } from "../../engine/errors.ts";
import type { Position } from "../../records/read/position.ts";
import { select } from "../../records/select/select.ts";
import { readingOf } from "./reading-of.ts";
import type { RecordOptions } from "./record-flags.ts";

/** Throws a UsageError for a wrong time, number, duration or pattern, and for flags that contradict each other, before any call to
 * AWS. `since` is the default of --since. */
export async function checkReading(
  options: RecordOptions & { readonly json?: boolean | undefined },
  since: Position,
): Promise<void> {
  if (options.raw === true && options.json === true)
    throw new UsageError("--raw and --json exclude each other.", "Leave one of them out.");
  readingOf(options, systemClock.now(), since);
  await select(options);
}
