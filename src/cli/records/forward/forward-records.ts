import { UsageError } from "../../../engine/errors.ts";
import { handOn, wasRefused, shownUrl, type Delivery } from "../../../records/forward/hand-on.ts";
import { lanes } from "../../../records/forward/lanes.ts";
import { sparingly } from "../../../records/forward/sparingly.ts";
import type { DecodedRecord } from "../../../engine/decoded-record.ts";
import { isTerminal } from "../../../report/io.ts";
import { visibleJson, visibleLine } from "../../../report/visible.ts";
import { wholeNumber } from "../../../settings/parse/parse.ts";
import type { ReadSession } from "../../session.ts";
import type { RecordOptions } from "../record-flags.ts";
import type { Reading } from "../selected-records.ts";
import { streamBatches } from "../streams/stream-batches.ts";
import type { AskedStreams } from "../streams/streams-of.ts";

/** Where records go to, and how fast. */
export interface ForwardOptions {
  readonly url: string;
  readonly concurrency: number;
  /** Times that a record is sent before the run fails; without end when undefined. */
  readonly attempts?: number | undefined;
  /** Waits before each record, to keep to a rate. */
  readonly pace?: (() => Promise<void>) | undefined;
  /** Told of each record that was taken or refused; writes a line about it when left out. */
  readonly onDelivery?: ((record: DecodedRecord, delivery: Delivery) => Promise<void>) | undefined;
}

/** Checks --forward-to or --to-url, and --concurrency. Throws a UsageError. */
export function forwardTo(url: string, concurrency: string | undefined, flag: string): ForwardOptions {
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url))
    throw new UsageError(`${flag} "${url}" is not a URL.`, "It looks like http://localhost:3000/events.");
  return { url, concurrency: concurrency === undefined ? 8 : wholeNumber(1, 1_000)(concurrency, "--concurrency") };
}

/** POSTs each record that the options select to the URL, in order within a shard. Gives the number of those that were refused. */
export async function forwardRecords(
  session: ReadSession,
  options: RecordOptions,
  how: Reading,
  { streams, ...to }: ForwardOptions & { readonly streams: AskedStreams },
): Promise<{ readonly refused: number }> {
  const { clock, signal, report, io, json } = session;
  const forPeople = isTerminal(io.stdout) && !json;
  const work = lanes(to.concurrency);
  const line = (record: DecodedRecord, delivery: Delivery): Promise<void> =>
    report.item(`${forPeople ? lineFor(record, delivery, to.url) : jsonFor(record, delivery)}\n`);
  const { onDelivery = line } = to;
  const waits = sparingly(report, clock);
  let [refused, redirected] = [0, false];
  const one = async (record: DecodedRecord): Promise<void> => {
    const delivery = await handOn(record, { ...to, clock, signal, report: waits });
    if (wasRefused(delivery)) refused += 1;
    if (delivery.status < 400 && wasRefused(delivery) && !redirected) {
      redirected = true;
      report.event({ type: "warning", text: redirect(to.url, delivery) });
    }
    await onDelivery(record, delivery);
  };
  try {
    for await (const batch of streamBatches(session, options, how, streams)) {
      for (const record of batch) {
        await to.pace?.();
        await work.add(`${record.streamName ?? ""}/${record.shardId}`, () => one(record));
      }
      // A checkpoint must not be ahead of what was taken.
      if (options.checkpoint !== undefined) await work.done();
    }
  } finally {
    await work.done();
  }
  return { refused };
}

function redirect(url: string, { status, location }: Delivery): string {
  const there =
    location === undefined || !URL.canParse(location, url) ? "" : ` to ${shownUrl(new URL(location, url).href)}`;
  return `${shownUrl(url)} answers ${status}, a redirect${there}, which is not followed: its records are not taken`;
}

function lineFor({ shardId, partitionKey }: DecodedRecord, { status, ms, attempts }: Delivery, url: string): string {
  const shard = shardId.replace(/^shardId-0*(?=\d)/, "");
  const again = attempts === 1 ? "" : `, ${attempts} attempts`;
  return `${status} ${shownUrl(url)} shard ${visibleLine(shard)} ${visibleLine(partitionKey)}, ${ms} ms${again}`;
}

function jsonFor(record: DecodedRecord, { status, ms, attempts }: Delivery): string {
  const { streamName, shardId, sequenceNumber, subSequenceNumber, partitionKey } = record;
  const at = { streamName, shardId, sequenceNumber, subSequenceNumber, partitionKey };
  return visibleJson({ ...at, status, milliseconds: ms, attempts });
}
