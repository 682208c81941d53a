import type { Corner } from "./account.ts";
import type { StageKey } from "./deployed.ts";

type Quota = NonNullable<StageKey["usagePlan"]["quota"]>;

/** Requests of a day, and what was left of the quota after the last of them. */
interface Day {
  used: number;
  remaining: number;
}

interface Count {
  period: string;
  /** Of the limit of that period, less what was granted; below zero where more was granted than the limit. */
  taken: number;
  /** By date, oldest first. */
  readonly days: Map<string, Day>;
}

/** What API keys have used of the quotas of their usage plans: the data plane counts, GetUsage reads, UpdateUsage extends.
 * `now` is in milliseconds since 1970. */
export class KeyUsage {
  readonly #plans = new Map<string, Map<string, Count>>();

  /** Counts one request; false when nothing is left of the quota. */
  admit(planId: string, keyId: string, quota: Quota, now: number): boolean {
    const count = this.#current(planId, keyId, quota, now);
    if (count.taken >= quota.limit) return false;
    count.taken++;
    const day = dayOf(count, quota, now);
    day.used++;
    day.remaining = quota.limit - count.taken;
    return true;
  }

  /** Sets what is left of the quota in this period. */
  extend(planId: string, keyId: string, quota: Quota, remaining: number, now: number): void {
    const count = this.#current(planId, keyId, quota, now);
    count.taken = quota.limit - remaining;
    dayOf(count, quota, now).remaining = remaining;
  }

  /** For each of the dates, what was used on it and left after it. */
  daily(planId: string, keyId: string, quota: Quota, dates: readonly string[]): readonly (readonly [number, number])[] {
    const days = [...(this.#plans.get(planId)?.get(keyId)?.days ?? [])];
    return dates.map((date) => {
      const [last, day] = days.findLast(([each]) => each <= date) ?? [];
      if (last === undefined || day === undefined) return [0, quota.limit];
      if (last === date) return [day.used, day.remaining];
      const isSamePeriod = periodOf(quota.period, Date.parse(last)) === periodOf(quota.period, Date.parse(date));
      return [0, isSamePeriod ? day.remaining : quota.limit];
    });
  }

  /** Forgets a plan that is deleted. */
  forget(planId: string): void {
    this.#plans.delete(planId);
  }

  #current(planId: string, keyId: string, quota: Quota, now: number): Count {
    let keys = this.#plans.get(planId);
    if (keys === undefined) this.#plans.set(planId, (keys = new Map<string, Count>()));
    const period = periodOf(quota.period, now);
    let count = keys.get(keyId);
    // "The number of requests subtracted from the given limit in the initial time period" (QuotaSettings).
    if (count === undefined) keys.set(keyId, (count = { period, taken: quota.offset, days: new Map<string, Day>() }));
    if (count.period !== period) Object.assign(count, { period, taken: 0 });
    return count;
  }
}

/** The account's. */
export const keyUsage: Corner<KeyUsage> = { name: "execute-api.key-usage", make: () => new KeyUsage() };

/** Such as `2026-01-31`, in UTC. */
export function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function dayOf({ days, taken }: Count, { limit }: Quota, now: number): Day {
  const date = dateOf(now);
  let day = days.get(date);
  if (day === undefined) days.set(date, (day = { used: 0, remaining: limit - taken }));
  return day;
}

function periodOf(period: Quota["period"], ms: number): string {
  const date = dateOf(ms);
  if (period === "MONTH") return date.slice(0, 7);
  // 1970 began on a Thursday: weeks are counted from Sundays.
  return period === "DAY" ? date : String(Math.floor((ms / 86_400_000 + 4) / 7));
}
