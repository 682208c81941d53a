import type { Account } from "../../account/account.ts";
import { news } from "../../account/news.ts";
import type { AlarmState, StateValue } from "./alarm.ts";
import { remember } from "./alarm-store.ts";
import type { AlarmStore, AnyAlarm } from "./alarm-store.ts";

/** A state that an alarm is to have. */
export interface NewState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly data?: string | undefined;
}

/** Puts the alarm into that state; where it is another one, that is remembered, told, and its actions are run: they are told as
 * well, since there is nobody here whom they could reach. */
export function changeState(account: Account, store: AlarmStore, alarm: AnyAlarm, to: NewState, now: number): void {
  const before = alarm.state;
  const isChange = before.value !== to.value;
  alarm.state = { ...to, updated: now, transitioned: isChange ? now : before.transitioned };
  if (!isChange) return;
  const data = JSON.stringify({ version: "1.0", oldState: stateData(before), newState: stateData(alarm.state) });
  const isComposite = "rule" in alarm;
  const summary = `Alarm updated from ${before.value} to ${to.value}`;
  remember(store, { alarm: alarm.name, at: now, type: "StateUpdate", isComposite, summary, data });
  const { ActionsEnabled = true } = alarm.settings;
  const actions = ActionsEnabled ? actionsOf(alarm, to.value) : [];
  for (const action of actions) {
    const done = { actionState: "Succeeded", notificationResource: action, stateUpdateTimestamp: now };
    const about = { alarm: alarm.name, at: now, type: "Action" as const, isComposite, data: JSON.stringify(done) };
    remember(store, { ...about, summary: `Successfully executed action ${action}` });
  }
  const told = actions.length === 0 ? "" : ` It would notify ${actions.join(", ")}.`;
  account.corner(news, "").tell(`alarm ${alarm.name}: ${before.value} -> ${to.value}: ${to.reason}${told}`);
}

function stateData({ value, reason, data }: AlarmState): object {
  const known: unknown = data === undefined ? undefined : JSON.parse(data);
  return { stateValue: value, stateReason: reason, stateReasonData: known };
}

function actionsOf({ settings }: AnyAlarm, state: StateValue): readonly string[] {
  switch (state) {
    case "ALARM":
      return settings.AlarmActions ?? [];
    case "OK":
      return settings.OKActions ?? [];
    case "INSUFFICIENT_DATA":
      return settings.InsufficientDataActions ?? [];
  }
}
