import { systemClock } from "../../../engine/clock.ts";
import { CliError, UsageError } from "../../../engine/errors.ts";
import { locate } from "../../../engine/run/up.ts";
import { parsePosition } from "../../../records/read/position.ts";
import type { Config } from "../../../settings/config.ts";
import { api, archive, stream } from "../../../steps/index.ts";
import { readMetrics } from "../../../watch/metrics/read-metrics.ts";
import { timeSlots } from "../../../watch/metrics/time-slots.ts";
import { publishersOf } from "../../endpoint/health.ts";
import type { Session } from "../../session.ts";
import { asItIs } from "./asked-proxy.ts";
import { MONTH_SECONDS, type Load } from "./load.ts";

/** Parses --since. Throws a UsageError. */
export function timeOf(since: string): Date {
  const position = parsePosition(since, systemClock.now());
  if (position.type === "time") return position.at;
  throw new UsageError(`--since ${since} is of streams.`, "Write a duration such as 7d.");
}

/** What the stream took since then, as a month, and what the stream is. Throws a CliError where nothing came. */
export async function measuredLoad(
  session: Session,
  since: Date,
  readers: number,
): Promise<{ readonly load: Load; readonly stream: Pick<Config, "mode" | "shards"> }> {
  const now = session.clock.now();
  await locate([api, stream, archive], session);
  const slots = timeSlots(since.getTime(), now);
  const access = { cloudwatch: await session.clients.lazily.cloudwatch(), signal: session.signal };
  const asked = { publishers: publishersOf(session), slots, names: ["recordsIn", "bytesIn"] as const };
  const { recordsIn = [], bytesIn = [] } = await readMetrics(access, asked);
  const records = sum(recordsIn);
  if (records === 0)
    throw new CliError(`CloudWatch knows of no record since ${since.toISOString()}.`, {
      hint: 'Name a load with --events and --size, or look at "kinesis-proxy metrics".',
    });
  const seconds = (now - since.getTime()) / 1_000;
  const average = records / seconds;
  const busiest = Math.max(...recordsIn.map((count) => count ?? 0)) / slots.period;
  return {
    load: {
      events: Math.round(average * MONTH_SECONDS),
      size: Math.ceil(sum(bytesIn) / records),
      // A slot is an average, too: its busiest second is not known.
      peak: Math.max(1, Math.round((busiest / average) * 10) / 10),
      readers,
    },
    stream: asItIs(session.known.get(stream)?.facts),
  };
}

function sum(points: readonly (number | undefined)[]): number {
  return points.reduce<number>((all, one) => all + (one ?? 0), 0);
}
