import { readRetry, START, type ReadRetry } from "../../../aws/read-retry.ts";
import type { ArchivedRecord } from "../../../engine/decoded-record.ts";
import { folderStore } from "../../../records/archive/folder-store.ts";
import type { ArchiveStore } from "../../../records/archive/archive-store.ts";
import { readArchive } from "../../../records/archive/read-archive.ts";
import { select } from "../../../records/select/select.ts";
import type { ReadSession } from "../../session.ts";
import { onThisMachine } from "../on-this-machine.ts";
import type { RecordOptions } from "../record-flags.ts";
import type { ArchivePlace } from "./archive-place.ts";
import { ownArchive } from "./own-archive.ts";
import { archiveReading, refuseKey } from "./archive-reading.ts";
import { archiveProgress } from "./archive-progress.ts";

/** The records of an archive that the options select, as they come. */
export async function* archiveBatches(
  session: ReadSession,
  options: RecordOptions,
  place: ArchivePlace,
): AsyncGenerator<readonly ArchivedRecord[]> {
  const { config, clock, signal, report } = session;
  const { window, limit } = archiveReading(options, clock.now());
  refuseKey(options.key, config);
  const passes = await select(options, (text) => report.event({ type: "warning", text }));
  const local = onThisMachine(session.place.endpoint);
  const retry = readRetry({ clock, signal, report, patience: 120_000, start: START, service: "S3", local });
  const { store, prefix } = await storeOf(session, place, retry);
  await using progress =
    options.checkpoint === undefined ? undefined : await archiveProgress(session, options.checkpoint, store.name);
  const onGone = (key: string): void =>
    report.event({ type: "warning", text: `${key} in ${store.name} was deleted before it was read.` });
  let [read, shown, untimed] = [0, 0, 0];
  for await (const { object, records, places, place: at, ended } of readArchive(store, prefix, {
    window,
    retry,
    onGone,
    ...progress,
  })) {
    signal.throwIfAborted();
    read += records.length;
    if (window.since > -Infinity || window.until < Infinity)
      untimed += records.filter(({ arrivedAt }) => arrivedAt === null).length;
    const fit = records.filter(passes);
    const batch = fit.slice(0, limit - shown);
    shown += batch.length;
    if (batch.length > 0) yield batch;
    if (shown >= limit) {
      const last = batch.at(-1);
      progress?.note(object.key, last === undefined ? at : (places[records.indexOf(last)] ?? at));
      return await progress?.keep();
    }
    progress?.note(object.key, ended ? "done" : at);
    if (ended) await progress?.keep();
  }
  await progress?.keep();
  const note = (text: string): void => report.event({ type: "note", text });
  if (untimed > 0)
    note(
      `Records without a time of arrival: ${untimed} of ${read}. They are shown where their object may be of that time.`,
    );
  if (shown > 0) return;
  // A mistyped prefix holds nothing, and who asked for a time wants to know that nothing is there.
  if (read === 0) return note(`No ${options.checkpoint === undefined ? "" : "new "}records in ${store.name}.`);
  note(`None of ${read} ${read === 1 ? "record" : "records"} matched.`);
}

async function storeOf(
  { clients, config, identity, signal }: ReadSession,
  place: ArchivePlace,
  retry: ReadRetry,
): Promise<{ readonly store: ArchiveStore; readonly prefix: string }> {
  if (place.type === "folder") return { store: folderStore(place.path), prefix: "" };
  const { bucket, prefix } = place.type === "s3" ? place : ownArchive(config, identity);
  const { s3Store } = await import("../../../records/archive/s3-store.ts");
  return { store: s3Store({ s3: await clients.lazily.s3(), bucket, prefix, retry, signal }), prefix };
}
