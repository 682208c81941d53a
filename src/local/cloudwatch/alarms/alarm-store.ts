import type { Account, Corner } from "../../account/account.ts";
import type { Alarm } from "./alarm.ts";
import type { CompositeAlarm } from "./composite-alarm.ts";

/** What happened to an alarm, as DescribeAlarmHistory shows it. */
export interface HistoryItem {
  readonly alarm: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isComposite?: boolean;
  readonly type: "ConfigurationUpdate" | "StateUpdate" | "Action";
  readonly summary: string;
  /** JSON. */
  readonly data: string;
  /** Counts up, for pages. */
  readonly order: number;
}

/** An alarm of either kind. */
export type AnyAlarm = Alarm | CompositeAlarm;

/** The alarms of a region by name, which is unique among both kinds, and what happened to them, oldest first. */
export interface AlarmStore {
  readonly alarms: Map<string, Alarm>;
  readonly composites: Map<string, CompositeAlarm>;
  readonly history: HistoryItem[];
  orders: number;
  /** The next evaluation is under way. */
  isTicking: boolean;
}

const corner: Corner<AlarmStore> = {
  name: "cloudwatch.alarms",
  make: () => ({ alarms: new Map(), composites: new Map(), history: [], orders: 0, isTicking: false }),
};

/** More than that are not kept in a region. */
export const mostAlarms = 5_000;
const MOST_ITEMS = 5_000;
const KEPT_MS = 30 * 86_400_000;

/** The alarms of a region. */
export function alarmStore(account: Account, region: string): AlarmStore {
  return account.corner(corner, region);
}

/** The alarm of that name or ARN. */
export function anyAlarm({ alarms, composites }: AlarmStore, named: string): AnyAlarm | undefined {
  const name = /^arn:[^:]+:cloudwatch:[^:]*:\d*:alarm:(.+)$/.exec(named)?.[1] ?? named;
  return alarms.get(name) ?? composites.get(name);
}

/** Keeps what happened for 30 days. */
export function remember(store: AlarmStore, item: Omit<HistoryItem, "order">): void {
  store.history.push({ ...item, order: store.orders++ });
  while (store.history.length > MOST_ITEMS || (store.history[0]?.at ?? item.at) < item.at - KEPT_MS)
    store.history.shift();
}
