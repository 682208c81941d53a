import type { Account } from "../../account/account.ts";
import { alarmsIn, holds } from "./alarm-rule.ts";
import { anyAlarm } from "./alarm-store.ts";
import type { AlarmStore, AnyAlarm } from "./alarm-store.ts";
import { changeState } from "./change-state.ts";
import type { NewState } from "./change-state.ts";
import type { CompositeAlarm } from "./composite-alarm.ts";
import { stamp } from "./reason.ts";

/** Puts an alarm into a state, and where it is another one the composite alarms whose rules name it as well. `path` holds the alarms
 * that led here: "the evaluation of composite alarms stops if CloudWatch detects a cycle". */
export function transition(
  account: Account,
  store: AlarmStore,
  alarm: AnyAlarm,
  to: NewState,
  now: number,
  path: readonly string[] = [],
): void {
  const before = alarm.state.value;
  changeState(account, store, alarm, to, now);
  if (before === to.value) return;
  const led = [...path, alarm.name];
  const reason = `${alarm.arn} transitioned to ${to.value} at ${spelt(now)}`;
  for (const parent of parentsOf(store, alarm.name))
    if (!led.includes(parent.name)) evaluateComposite(account, store, parent, { reason, by: [alarm] }, now, led);
}

/** Evaluates a composite alarm: it stays as it is, or `why` tells why it does not: a text, where undefined the state's own, and the
 * alarms that did it. */
export function evaluateComposite(
  account: Account,
  store: AlarmStore,
  alarm: CompositeAlarm,
  why: { readonly reason: string; readonly by: readonly AnyAlarm[] },
  now: number,
  path: readonly string[] = [],
): void {
  const value = ruleState(store, alarm);
  if (value === alarm.state.value) return;
  const triggeringAlarms = why.by.map(({ arn, state }) => ({
    arn,
    state: { value: state.value, timestamp: stamp(state.transitioned) },
  }));
  const to = { value, reason: why.reason, data: JSON.stringify({ triggeringAlarms }) };
  transition(account, store, alarm, to, now, path);
}

/** What the alarm's rule comes to. */
export function ruleState(store: AlarmStore, { rule }: CompositeAlarm): "OK" | "ALARM" {
  return holds(rule, (named) => anyAlarm(store, named)?.state.value) ? "ALARM" : "OK";
}

/** The composite alarms whose rules name that alarm. */
export function parentsOf(store: AlarmStore, name: string): readonly CompositeAlarm[] {
  return [...store.composites.values()].filter((one) => childrenOf(store, one).some((child) => child.name === name));
}

/** The alarms that its rule names. */
export function childrenOf(store: AlarmStore, { rule }: CompositeAlarm): readonly AnyAlarm[] {
  return alarmsIn(rule).flatMap((named) => anyAlarm(store, named) ?? []);
}

const long = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "2-digit",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** Such as `Sunday 30 October, 2022 20:47:35 UTC`. */
function spelt(at: number): string {
  const parts = Object.fromEntries(long.formatToParts(at).map(({ type, value }) => [type, value]));
  const { weekday, day, month, year, hour, minute, second } = parts;
  return `${weekday} ${day} ${month}, ${year} ${hour}:${minute}:${second} UTC`;
}
