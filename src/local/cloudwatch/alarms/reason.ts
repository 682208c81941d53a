import { printDouble } from "../../velocity/values/print-double.ts";
import { comparisons, periodOfAlarm } from "./alarm.ts";
import type { AlarmInput } from "./alarm.ts";
import type { Datapoint, Verdict } from "./judge.ts";

/** Why the alarm is in that state, in AWS's words. */
export function reasonOf(settings: AlarmInput, { state, looked, breaching, filled }: Verdict): string {
  const { EvaluationPeriods: periods, DatapointsToAlarm: needed, TreatMissingData: treat, Threshold = 0 } = settings;
  if (state === "INSUFFICIENT_DATA") return `Insufficient Data: ${counted(periods)} ${were(periods)} unknown.`;
  const treated = treat === "breaching" ? "Breaching" : treat === "notBreaching" ? "NonBreaching" : undefined;
  const missing =
    filled === 0 || treated === undefined
      ? ""
      : ` and ${filled} missing datapoint${plural(filled)} ${were(filled)} treated as [${treated}]`;
  if (looked.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${periods} period${plural(periods)}${missing}.`;
  }
  const isAlarm = state === "ALARM";
  const told = isAlarm ? breaching : looked.filter((point) => !breaching.includes(point));
  // Where periods without data alone decide, AWS tells how many there were.
  if (told.length === 0) {
    const received = `${counted(looked.length)} ${were(looked.length)} received for ${periods} period${plural(periods)}`;
    return `Threshold Crossed: ${received}${missing}.`;
  }
  const of = needed === undefined ? counted(told.length) : `${told.length} out of the last ${periods} datapoints`;
  const comparison = `${were(told.length)} ${isAlarm ? "" : "not "}${wordsOf(settings)} the threshold (${printDouble(Threshold)})`;
  const least = isAlarm ? (needed ?? 0) : periods - (needed ?? 0) + 1;
  const change = isAlarm ? "OK -> ALARM" : "ALARM -> OK";
  const minimum = needed === undefined ? "" : ` (minimum ${counted(least)} for ${change} transition)`;
  return `Threshold Crossed: ${of} [${told.map(shown).join(", ")}] ${comparison}${missing}${minimum}.`;
}

/** The same as data, for programs. */
export function reasonData(settings: AlarmInput, { looked, filled }: Verdict, now: number): string {
  const { Statistic, ExtendedStatistic, Unit, Threshold } = settings;
  const oldest = looked.at(-1);
  return JSON.stringify({
    version: "1.0",
    queryDate: stamp(now),
    startDate: oldest === undefined ? undefined : stamp(oldest.at),
    unit: Unit,
    statistic: Statistic ?? ExtendedStatistic,
    period: periodOfAlarm(settings),
    recentDatapoints: looked.map(({ value }) => value).toReversed(),
    threshold: Threshold,
    evaluatedDatapoints: [
      ...looked.map(({ at, sampleCount, value }) => ({ timestamp: stamp(at), sampleCount, value })),
      ...missingAt(settings, looked, filled, now),
    ],
  });
}

function missingAt(settings: AlarmInput, looked: readonly Datapoint[], filled: number, now: number): readonly object[] {
  const period = periodOfAlarm(settings) * 1_000;
  const times = Array.from({ length: looked.length + filled }, (_, i) => now - (i + 1) * period);
  return times
    .filter((at) => !looked.some((point) => point.at === at))
    .slice(0, filled)
    .map((at) => ({ timestamp: stamp(at) }));
}

function wordsOf({ ComparisonOperator }: AlarmInput): string {
  const words: Readonly<Record<string, string>> = comparisons;
  return words[ComparisonOperator] ?? "outside of";
}

function shown({ value, at }: Datapoint): string {
  const [date = "", time = ""] = new Date(at).toISOString().split("T");
  const [year = "", month, day] = date.split("-");
  return `${printDouble(value)} (${day}/${month}/${year.slice(2)} ${time.slice(0, 8)})`;
}

/** Such as `2019-10-01T13:56:40.985+0000`. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace("Z", "+0000");
}

function counted(count: number): string {
  return `${count} datapoint${plural(count)}`;
}

function plural(count: number): string {
  return count === 1 ? "" : "s";
}

function were(count: number): string {
  return count === 1 ? "was" : "were";
}
