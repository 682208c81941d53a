import { systemClock } from "../../../engine/clock.ts";
import type { Call, Code } from "../../command.ts";
import { LOCAL_REGION } from "../../session/place.ts";
import { untilInterrupted } from "../../until-interrupted.ts";
import { checkReading } from "../check-reading.ts";
import type { RecordOptions } from "../record-flags.ts";
import { showRecords } from "../show-records.ts";
import type { ShowingOptions } from "../showing-flags.ts";
import { archiveBatches } from "./archive-batches.ts";
import { archivePlace } from "./archive-place.ts";
import { archiveCheckpoint } from "./archive-progress.ts";
import { archiveReading } from "./archive-reading.ts";

/** Reads an archive, and shows its records. */
export async function runArchiveReading(
  { io, options, reading }: Pick<Call, "io" | "options" | "reading">,
  own: RecordOptions & ShowingOptions,
  from: string | true,
): Promise<Code> {
  archiveReading(own, systemClock.now());
  await checkReading(own, io, { type: "trim-horizon" }, archiveCheckpoint);
  const place = await archivePlace(from, io.cwd);
  const json = own.output === "json" ? { json: true } : {};
  // A folder is read without AWS: any region will do.
  const region = place.type === "folder" ? { region: options.region ?? LOCAL_REGION } : {};
  return untilInterrupted(() =>
    reading(place.type !== "proxy", { ...region, ...json, tells: true }, (session) =>
      showRecords(session, own, (seen) => archiveBatches(seen, own, place)),
    ),
  );
}
