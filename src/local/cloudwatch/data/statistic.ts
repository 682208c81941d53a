import type { Tally, Weighted } from "../../account/metrics/tally.ts";

/** A statistic of samples; undefined where it cannot be known of them. */
export type Statistic = (tally: Tally) => number | undefined;

const plain: Readonly<Record<string, Statistic>> = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

/** The statistic of that name: `Sum`, `p99.9`, `tm90`, `TM(10%:90%)`, `PR(:300)`, `IQM` …; undefined when AWS knows none. */
export function statisticNamed(name: string): Statistic | undefined {
  if (Object.hasOwn(plain, name)) return plain[name];
  const percentile = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/i.exec(name)?.[1];
  if (percentile !== undefined) return ofValues((values) => percentileOf(values, Number(percentile)));
  if (/^iqm$/i.test(name)) return trimmed("TM", { from: 25, to: 75, isPercent: true });
  const [, short, to] = /^(tm|tc|ts|wm)(\d{1,2}(?:\.\d{1,10})?|100)$/i.exec(name) ?? [];
  if (short !== undefined) return trimmed(short, { from: 0, to: Number(to), isPercent: true });
  const number = String.raw`(\d+(?:\.\d+)?)?(%?)`;
  const [, kind = "", from, first, last, second] =
    new RegExp(`^(TM|TC|TS|WM|PR)\\(${number}:${number}\\)$`, "i").exec(name) ?? [];
  if (kind === "" || (from === undefined && last === undefined)) return undefined;
  const isPercent = first === "%" || second === "%";
  if (isPercent && kind.toUpperCase() === "PR") return undefined;
  return trimmed(kind, {
    from: from === undefined ? (isPercent ? 0 : -Infinity) : Number(from),
    to: last === undefined ? (isPercent ? 100 : Infinity) : Number(last),
    isPercent,
  });
}

type Values = readonly Weighted[];

function ofValues(work: (values: Values) => number | undefined): Statistic {
  return (tally) => {
    const values = tally.values();
    return values === undefined || values.length === 0 ? undefined : work(values);
  };
}

/** The smallest value that so many percent of the samples do not exceed. */
function percentileOf(values: Values, percent: number): number | undefined {
  const rank = (countOf(values) * percent) / 100;
  let seen = 0;
  for (const [value, count] of values) {
    seen += count;
    if (seen >= rank - 1e-9) return value;
  }
  return values.at(-1)?.[0];
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** By the samples' order, not by their value. */
  readonly isPercent: boolean;
}

/** What AWS calls trimmed and winsorized: without, or cut down to, the samples outside of the range. */
function trimmed(kind: string, range: Range): Statistic {
  return ofValues((values) => {
    const kept = range.isPercent
      ? byOrder(values, range)
      : values.filter(([value]) => value > range.from && value <= range.to);
    const count = countOf(kept);
    switch (kind.toUpperCase()) {
      case "TC":
        return count;
      case "TS":
        return sumOf(kept);
      case "PR":
        return (100 * count) / countOf(values);
      case "WM":
        return winsorized(values, kept);
      default:
        return count === 0 ? undefined : sumOf(kept) / count;
    }
  });
}

function byOrder(values: Values, { from, to }: Range): Values {
  const all = countOf(values);
  const [first, last] = [(all * from) / 100, (all * to) / 100];
  let seen = 0;
  return values.flatMap(([value, count]) => {
    const kept = Math.min(seen + count, last) - Math.max(seen, first);
    seen += count;
    return kept > 0 ? [[value, kept] as const] : [];
  });
}

function winsorized(values: Values, kept: Values): number | undefined {
  const [least, most] = [kept[0]?.[0], kept.at(-1)?.[0]];
  if (least === undefined || most === undefined) return undefined;
  const limited = values.map(([value, count]) => [Math.min(most, Math.max(least, value)), count] as const);
  return sumOf(limited) / countOf(limited);
}

function countOf(values: Values): number {
  return values.reduce((sum, [, count]) => sum + count, 0);
}

function sumOf(values: Values): number {
  return values.reduce((sum, [value, count]) => sum + value * count, 0);
}
