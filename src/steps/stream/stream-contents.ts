import { ListStreamConsumersCommand } from "@aws-sdk/client-kinesis";
import type { Context } from "../context.ts";
import { countRecords, type Count } from "./count-records.ts";
import type { Veto } from "../../engine/step/step.ts";
import type { StreamFound } from "./stream-facts.ts";
import { isKms } from "../../aws/explain/explain-kms.ts";
import { isFault, isThrottle, unless } from "../../aws/faults.ts";

/** What goes with a stream. */
export interface Contents {
  /** Why it stays: "it holds about 120 records, the newest 2 min old". */
  readonly why: string;
  /** The same as what is lost: "about 120 records, the newest 2 min old". */
  readonly loss: string;
}

/** Counts the records of the stream, or says why they cannot be counted; undefined when it is empty. */
export async function recordsIn(ctx: Context, streamName: string): Promise<Contents | undefined> {
  try {
    const counted = await countRecords(ctx, streamName);
    if (counted.records === 0) return undefined;
    const loss = inWords(counted, ctx.clock.now());
    return { why: `it holds ${loss}`, loss };
  } catch (error) {
    const reason = blindness(error);
    if (reason === undefined) throw error;
    return { why: `it may hold records (${reason})`, loss: `the records that it may hold (${reason})` };
  }
}

/** Why the records cannot be counted; undefined when the error says nothing about that. */
function blindness(error: unknown): string | undefined {
  if (isThrottle(error)) return "others read so much that they cannot be counted";
  if (isKms(error)) return "they are encrypted, and AWS KMS does not let them be read";
  return isFault(error, "AccessDenied") ? "reading them is denied" : undefined;
}

/** Names the registered consumers of the stream. */
export async function consumersOf({ clients }: Context, arn: string): Promise<Contents> {
  const list = await unless(["AccessDenied"], () =>
    clients.kinesis.send(new ListStreamConsumersCommand({ StreamARN: arn })),
  );
  const names = (list?.Consumers ?? []).map(({ ConsumerName }) => ConsumerName);
  const those = names.join(", ") || "reading their names is denied";
  return { why: `it has consumers (${those})`, loss: `its consumers (${those})` };
}

function inWords({ records, complete, newest }: Count, now: number): string {
  const old = newest === undefined ? undefined : `${age(Math.max(0, now - newest))} old`;
  if (complete && records === 1) return old === undefined ? "1 record" : `1 record, ${old}`;
  const many = `${complete ? "about" : "more than"} ${records.toLocaleString("en")} records`;
  return old === undefined ? many : `${many}, the newest ${old}`;
}

function age(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 48 * 3_600_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} d`;
}

/** Why a stream stays: what is lost with it, and the user has not agreed to; undefined when nothing is. */
export async function lossWith(ctx: Context, found: Pick<StreamFound, "ids" | "consumers">): Promise<Veto | undefined> {
  const { name, arn } = found.ids;
  const [records, consumers] = await Promise.all([
    ctx.consent.has("records") ? undefined : recordsIn(ctx, name),
    ctx.consent.has("consumers") || found.consumers === 0 ? undefined : consumersOf(ctx, arn),
  ]);
  if (records === undefined && consumers === undefined) return undefined;
  const losses = [records, consumers].filter((one) => one !== undefined);
  return {
    why: losses.map(({ why }) => why).join(", and "),
    needs: [...(records === undefined ? [] : ["records" as const]), ...(consumers ? ["consumers" as const] : [])],
    loss: losses.map(({ loss }) => loss).join(", and "),
  };
}
