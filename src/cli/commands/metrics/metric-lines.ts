import { age } from "../../../report/record/arrival.ts";
import { sizeOf } from "../../../report/size-of.ts";
import type { MetricRow, Unit } from "../../../watch/metrics/metric-rows.ts";
import { sparkline } from "../../../watch/metrics/sparkline.ts";
import type { TimeSlots } from "../../../watch/metrics/time-slots.ts";

/** Columns that a line takes without its sparkline. */
const before = 44;

/** The table; a sparkline that does not fit into `width` columns shows the end of its time. */
export function metricLines(
  rows: readonly MetricRow[],
  { since, until, period }: TimeSlots,
  width = 80,
): readonly string[] {
  const time = (ms: number): string => new Date(ms).toISOString().replace(/:\d\d\.\d{3}Z$/, "Z");
  const room = Math.max(0, width - before);
  return [
    `${time(since)} to ${time(until)}, each bar ${age(period * 1_000)}`,
    `${"".padEnd(18)}${"total".padStart(12)}${"peak".padStart(12)}`,
    ...rows.map(({ label, unit, total, peak, points }) =>
      `${label.padEnd(18)}${shown(total, unit).padStart(12)}${shown(peak, unit).padStart(12)}  ${sparkline(room === 0 ? [] : points.slice(-room))}`.trimEnd(),
    ),
  ];
}

function shown(value: number | undefined, unit: Unit): string {
  if (value === undefined) return "-";
  switch (unit) {
    case "count":
      return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
    case "bytes":
      return sizeOf(value);
    case "ms":
      return value < 10_000 ? `${Math.round(value)} ms` : age(value);
    case "s":
      return age(value * 1_000);
    case "share":
      return `${value > 0 && value < 0.001 ? "< 0.1" : (value * 100).toFixed(1)} %`;
  }
}
