import type { Account } from "../../account/account.ts";
import { metricsRead } from "../data/metrics-read.ts";
import { queryResults } from "../data/query-results.ts";
import { periodOfAlarm, queriesOf } from "./alarm.ts";
import type { Alarm } from "./alarm.ts";
import { alarmStore } from "./alarm-store.ts";
import { BEYOND, judge } from "./judge.ts";
import type { Datapoint } from "./judge.ts";
import { reasonData, reasonOf } from "./reason.ts";
import { transition } from "./transition.ts";

const MINUTE_MS = 60_000;
/** Alarms with periods below a minute are evaluated that often. */
const SHORT_MS = 10_000;
/** After a long sleep only so many evaluations are caught up with. */
const MOST_STEPS = 1_500;

/** Brings the alarms of a region up to date: evaluates each at all the whole minutes that passed since. */
export function settleAlarms(account: Account, region: string): void {
  const now = account.clock.now();
  for (const alarm of alarmStore(account, region).alarms.values()) {
    const step = stepOf(alarm);
    const first = Math.floor(alarm.evaluated / step) + 1;
    const last = Math.floor(now / step);
    for (let at = Math.max(first, last - MOST_STEPS); at <= last; at++) evaluate(account, region, alarm, at * step);
    alarm.evaluated = Math.max(alarm.evaluated, now);
  }
}

/** Keeps the alarms of a region evaluated as time goes on, as long as there are any. */
export function watchAlarms(account: Account, region: string): void {
  const store = alarmStore(account, region);
  if (store.isTicking || store.alarms.size === 0) return;
  store.isTicking = true;
  const step = Math.min(...[...store.alarms.values()].map(stepOf));
  const { clock } = account;
  const wait = step - (clock.now() % step);
  clock.after(wait, () => {
    store.isTicking = false;
    settleAlarms(account, region);
    watchAlarms(account, region);
  });
}

function stepOf({ settings }: Alarm): number {
  return periodOfAlarm(settings) < 60 ? SHORT_MS : MINUTE_MS;
}

/** Evaluates the alarm as of that time. */
function evaluate(account: Account, region: string, alarm: Alarm, now: number): void {
  const { settings } = alarm;
  const verdict = judge(settings, datapointsOf(account, region, alarm, now));
  // An alarm that stays as it is keeps its reason, too.
  if (verdict.state === undefined || verdict.state === alarm.state.value) return;
  const reason = reasonOf(settings, verdict);
  const data = reasonData(settings, verdict, now);
  transition(account, alarmStore(account, region), alarm, { value: verdict.state, reason, data }, now);
}

/** What there is in the evaluation range, newest first. */
function datapointsOf(account: Account, region: string, { settings }: Alarm, now: number): readonly Datapoint[] {
  const period = periodOfAlarm(settings) * 1_000;
  const start = now - (settings.EvaluationPeriods + BEYOND) * period;
  const results = resultsOf(account, region, settings, (seconds) => ({ start, end: now, period: seconds * 1_000 }));
  const asked = results.find(({ query: { ReturnData = true } }) => ReturnData);
  if (asked === undefined) return [];
  const samples = new Map(asked.periods.map(({ at, tally }) => [at, tally.count] as const));
  return asked.series.sorted
    .map(([at, value]) => ({ at, value, age: Math.round((now - at) / period) - 1, sampleCount: samples.get(at) }))
    .toReversed();
}

function resultsOf(
  account: Account,
  region: string,
  settings: Alarm["settings"],
  cut: Parameters<typeof queryResults>[2],
): ReturnType<typeof queryResults> {
  try {
    return queryResults(metricsRead(account, region), queriesOf(settings), cut);
  } catch {
    // An expression that names what is not there gives no data.
    return [];
  }
}
