import { systemClock } from "../../../engine/clock.ts";
import { UsageError } from "../../../engine/errors.ts";
import { need } from "../../../engine/need.ts";
import { locate } from "../../../engine/run/up.ts";
import { parseDuration } from "../../../records/read/duration.ts";
import { parseSince } from "../../../records/read/position.ts";
import { CLEAR_SCREEN } from "../../../report/clear-screen.ts";
import { isTerminal } from "../../../report/io.ts";
import { visibleJson } from "../../../report/visible.ts";
import { api, archive, stream } from "../../../steps/index.ts";
import { metricRows, type MetricRow } from "../../../watch/metrics/metric-rows.ts";
import { proxyMetrics, type Publishers } from "../../../watch/metrics/proxy-metrics.ts";
import { readMetrics } from "../../../watch/metrics/read-metrics.ts";
import { leastPeriod, timeSlots, type TimeSlots } from "../../../watch/metrics/time-slots.ts";
import type { Call, Code } from "../../command.ts";
import type { Session } from "../../session.ts";
import { untilInterrupted } from "../../until-interrupted.ts";
import {
  archiveHealthJson,
  archiveHealthLine,
  archiveHealthOf,
  type ArchiveHealth,
} from "../../endpoint/archive-health.ts";
import { publishersOf } from "../../endpoint/health.ts";
import { metricLines } from "./metric-lines.ts";

interface MetricOptions {
  readonly since?: string | undefined;
  readonly period?: string | undefined;
  readonly watch?: boolean | undefined;
}

/** Milliseconds between two looks. */
const pause = 30_000;

/** Shows the metrics once, or again and again. */
export async function runMetrics({ session }: Pick<Call, "session">, options: MetricOptions): Promise<Code> {
  slotsOf(options, systemClock.now());
  return untilInterrupted(() =>
    session({}, async (session) => {
      await locate([api, stream, archive], session);
      if (session.known.get(stream) === undefined) need(session, api);
      const publishers = publishersOf(session);
      for (;;) {
        const slots = slotsOf(options, session.clock.now());
        const [rows, deliveries] = await Promise.all([rowsOf(session, publishers, slots), archiveHealthOf(session)]);
        const measured = { slots, rows, deliveries };
        if (options.watch !== true) {
          session.report.result(answer(session, measured), linesOf(session, measured));
          return;
        }
        await again(session, measured);
        await session.clock.sleep(pause, session.signal);
      }
    }),
  );
}

function slotsOf({ since = "1h", period }: MetricOptions, now: number): TimeSlots {
  const from = parseSince(since, now);
  if (period === undefined) return timeSlots(from, now);
  const seconds = parseDuration(period) / 1_000;
  const least = leastPeriod(now - from);
  if (seconds === 0 || seconds % least !== 0)
    throw new UsageError(
      `--period ${period} is not a multiple of ${least} s: CloudWatch keeps nothing finer of that age.`,
      `Such as --period ${least / 60}m.`,
    );
  const slots = timeSlots(from, now, seconds);
  const count = (slots.until - slots.since) / 1_000 / seconds;
  if (count > 1_440)
    throw new UsageError(
      `--period ${period} makes ${count} slots since ${since}; 1,440 is the most.`,
      "Choose a longer one.",
    );
  return slots;
}

async function rowsOf(session: Session, publishers: Publishers, slots: TimeSlots): Promise<readonly MetricRow[]> {
  const { clients, signal, known } = session;
  const access = { cloudwatch: await clients.lazily.cloudwatch(), signal };
  const names = Object.keys(proxyMetrics) as (keyof typeof proxyMetrics)[];
  const all = { ...slots, period: (slots.until - slots.since) / 1_000 };
  const [points, whole] = await Promise.all([
    readMetrics(access, { publishers, slots, names }),
    readMetrics(access, { publishers, slots: all, names: ["p50", "p99"] }),
  ]);
  const { mode, shards } = known.get(stream)?.facts ?? {};
  return metricRows({ points, whole, period: slots.period, shards: mode === "PROVISIONED" ? shards : undefined });
}

/** What one look gives. */
interface Measured {
  readonly slots: TimeSlots;
  readonly rows: readonly MetricRow[];
  readonly deliveries: ArchiveHealth | undefined;
}

function linesOf({ io }: Session, { slots, rows, deliveries }: Measured): readonly string[] {
  const failed = deliveries && archiveHealthLine(deliveries);
  const lines = metricLines(rows, slots, isTerminal(io.stdout) ? io.stdout.columns || 80 : 80);
  return [...lines, ...(failed === undefined ? [] : [`! ${failed}`])];
}

function answer({ config }: Session, { slots: { since, until, period }, rows, deliveries }: Measured) {
  const at = (index: number): string => new Date(since + index * period * 1_000).toISOString();
  const metrics = rows.map(({ name, unit, total = null, peak = null, points }) => [
    name,
    {
      unit,
      total,
      peak,
      points: points.flatMap((value, index) => (value === undefined ? [] : [{ time: at(index), value }])),
    },
  ]);
  return {
    name: config.name,
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    periodSeconds: period,
    metrics: Object.fromEntries(metrics) as object,
    ...(deliveries !== undefined && { deliveries: archiveHealthJson(deliveries) }),
  };
}

/** A document a line with --json, the table anew on a terminal, and one table below the other elsewhere. */
async function again(session: Session, measured: Measured): Promise<void> {
  const { report, io, json } = session;
  if (json) return report.item(`${visibleJson(answer(session, measured))}\n`);
  const clear = isTerminal(io.stdout) ? CLEAR_SCREEN : "";
  const lines = linesOf(session, measured);
  return report.item(`${clear}${lines.join("\n")}\n${isTerminal(io.stdout) ? "Ctrl-C ends.\n" : "\n"}`);
}
