import { DeleteDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import { unless } from "../../aws/faults.ts";
import { poll } from "../../engine/poll.ts";
import type { Context } from "../context.ts";
import type { ArchiveFound } from "./archive.ts";
import { describe, looking } from "./delivery-stream.ts";
import { newestRecord } from "./newest-record.ts";
import { isWrittenSince } from "./written-since.ts";

/** Waits until what Firehose has buffered is in the bucket, deletes the delivery stream, and waits until it is gone. */
export async function removeDeliveryStream(ctx: Context, found: ArchiveFound): Promise<void> {
  if (found.facts.status === "ACTIVE") await outwaitBuffer(ctx, found);
  const firehose = await ctx.clients.lazily.firehose();
  const command = new DeleteDeliveryStreamCommand({ DeliveryStreamName: found.ids.name });
  await unless(["ResourceNotFoundException"], () => firehose.send(command));
  await looking(ctx, "waiting until it is gone", async () => ((await describe(ctx)) === undefined ? true : undefined));
}

/** Milliseconds from the end of the buffer's time until the object is there. An emulator is one machine. */
const [UPLOAD, LOCAL_UPLOAD] = [30_000, 2_000];

/** Records may come while others are waited for: so often they are waited for, too. */
const ROUNDS = 2;

/** What is buffered when a delivery stream is deleted is lost: records younger than the buffer's time are waited for. What is not in
 * the bucket after that is told. */
async function outwaitBuffer(ctx: Context, found: ArchiveFound): Promise<void> {
  const { clock, report, config } = ctx;
  const span = found.buffered * 1_000 + (config.endpoint === undefined ? UPLOAD : LOCAL_UPLOAD);
  const young = () => newestRecord(ctx, found.facts.stream, clock.now() - span);
  let newest = await young();
  for (let round = 0; newest !== undefined && round < ROUNDS; round += 1) {
    await waitUntil(ctx, Math.min(newest, clock.now()) + span);
    // Who cannot read the records cannot see newer ones.
    if (newest === Infinity) return;
    const now = await young();
    if (now === undefined || now <= newest) {
      await tellUnwritten(ctx, found, newest - span, newest);
      return;
    }
    newest = now;
  }
  if (newest === undefined) return;
  const text = `Records still come: those after ${timeOf(newest - span)} may be in the stream only.`;
  report.event({ type: "warning", text });
}

async function waitUntil({ clock, signal, report }: Context, until: number): Promise<void> {
  const left = until - clock.now();
  if (left <= 0) return;
  const text = `waiting ${Math.ceil(left / 1_000)} s for the records that Firehose has buffered: deleted now, it would lose them`;
  report.event({ type: "step.note", step: "archive", text });
  const look = () => Promise.resolve(clock.now() >= until ? true : undefined);
  await poll(look, { clock, signal, first: left, most: left, timeout: left * 2 });
}

/** An object that holds the newest record was written after it came. */
async function tellUnwritten(ctx: Context, found: ArchiveFound, oldest: number, newest: number): Promise<void> {
  if (await isWrittenSince(ctx, found, { oldest, newest })) return;
  const text = `Firehose has written nothing into ${found.ids.location} since a record came at ${timeOf(newest)}: that one, at least, is in the stream only.`;
  ctx.report.event({ type: "warning", text });
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
