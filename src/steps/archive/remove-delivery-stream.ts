import { DeleteDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import { unless } from "../../aws/faults.ts";
import { poll } from "../../engine/poll.ts";
import type { Context } from "../context.ts";
import type { ArchiveFound } from "./archive.ts";
import { describe, looking } from "./delivery-stream.ts";
import { newestRecord } from "./newest-record.ts";

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

/** What is buffered when a delivery stream is deleted is lost: records younger than the buffer's time are waited for. */
async function outwaitBuffer(ctx: Context, { facts, buffered }: ArchiveFound): Promise<void> {
  const { clock, signal, report, config } = ctx;
  const span = buffered * 1_000 + (config.endpoint === undefined ? UPLOAD : LOCAL_UPLOAD);
  const newest = await newestRecord(ctx, facts.stream, clock.now() - span);
  if (newest === undefined) return;
  const until = Math.min(newest, clock.now()) + span;
  const left = until - clock.now();
  if (left <= 0) return;
  const text = `waiting ${Math.ceil(left / 1_000)} s for the records that Firehose has buffered: deleted now, it would lose them`;
  report.event({ type: "step.note", step: "archive", text });
  const look = () => Promise.resolve(clock.now() >= until ? true : undefined);
  await poll(look, { clock, signal, first: left, most: left, timeout: left * 2 });
}
