import { UsageError } from "../../../engine/errors.ts";
import { handOn, wasRefused, shownUrl, type Delivery } from "../../../records/forward/hand-on.ts";
import { lanes } from "../../../records/forward/lanes.ts";
import { sparingly } from "../../../records/forward/sparingly.ts";
import type { AnyRecord } from "../../../engine/decoded-record.ts";
import { isTerminal } from "../../../report/io.ts";
import { visibleJson, visibleLine } from "../../../report/visible.ts";
import { wholeNumber } from "../../../settings/parse/parse.ts";
import type { ReadSession } from "../../session.ts";

/** Where records go to, and how fast. */
export interface ForwardOptions {
  readonly url: string;
  readonly concurrency: number;
  /** Records without a shard, too, are under way together. */
  readonly sideBySide?: boolean | undefined;
  /** Times that a record is sent before the run fails; without end when undefined. */
  readonly attempts?: number | undefined;
  /** Waits before each record, to keep to a rate. */
  readonly pace?: (() => Promise<void>) | undefined;
  /** Told of each record that was taken or refused; writes a line about it when left out. */
  readonly onDelivery?: ((record: AnyRecord, delivery: Delivery) => Promise<void>) | undefined;
}

/** Checks --forward-to or --to-url, and --concurrency. Throws a UsageError. */
export function forwardTo(url: string, concurrency: string | undefined, flag: string): ForwardOptions {
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url))
    throw new UsageError(`${flag} "${url}" is not a URL.`, "It looks like http://localhost:3000/events.");
  return {
    url,
    sideBySide: concurrency !== undefined,
    concurrency: concurrency === undefined ? 8 : wholeNumber(1, 1_000)(concurrency, "--concurrency"),
  };
}

/** POSTs each record to the URL, in order within a shard. Gives the number of those that were refused. `keeps`: there is a checkpoint,
 * which must not be ahead of what was taken. */
export async function forwardRecords(
  session: ReadSession,
  batches: AsyncIterable<readonly AnyRecord[]>,
  { keeps, ...to }: ForwardOptions & { readonly keeps: boolean },
): Promise<{ readonly refused: number }> {
  const { clock, signal, report, io, json } = session;
  const forPeople = isTerminal(io.stdout) && !json;
  const work = lanes(to.concurrency);
  const line = (record: AnyRecord, delivery: Delivery): Promise<void> =>
    report.item(`${forPeople ? lineFor(record, delivery, to.url) : jsonFor(record, delivery)}\n`);
  const { onDelivery = line } = to;
  const waits = sparingly(report, clock);
  let [refused, redirected] = [0, false];
  const one = async (record: AnyRecord): Promise<void> => {
    await to.pace?.();
    const delivery = await handOn(record, { ...to, clock, signal, report: waits });
    if (wasRefused(delivery)) refused += 1;
    if (delivery.status < 400 && wasRefused(delivery) && !redirected) {
      redirected = true;
      report.event({ type: "warning", text: redirect(to.url, delivery) });
    }
    await onDelivery(record, delivery);
  };
  try {
    let count = 0;
    for await (const batch of batches) {
      for (const record of batch) {
        // Of an archive, no shard is known: its records go one after the other, unless several at a time were asked for.
        const lane = record.shardId ?? (to.sideBySide === true ? `${(count += 1) % to.concurrency}` : "");
        await work.add(`${record.streamName ?? ""}/${lane}`, () => one(record));
      }
      if (keeps) await work.done();
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

function lineFor({ shardId, partitionKey }: AnyRecord, { status, ms, attempts }: Delivery, url: string): string {
  const shard = shardId === null ? "" : ` shard ${visibleLine(shardId.replace(/^shardId-0*(?=\d)/, ""))}`;
  const key = partitionKey === null ? "" : ` ${visibleLine(partitionKey)}`;
  const again = attempts === 1 ? "" : `, ${attempts} attempts`;
  return `${status} ${shownUrl(url)}${shard}${key}, ${ms} ms${again}`;
}

function jsonFor(record: AnyRecord, { status, ms, attempts }: Delivery): string {
  const { streamName, shardId, sequenceNumber, subSequenceNumber, partitionKey } = record;
  const at = { streamName, shardId, sequenceNumber, subSequenceNumber, partitionKey };
  return visibleJson({ ...at, status, milliseconds: ms, attempts });
}
