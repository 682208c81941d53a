/** A stretch of time in slots of the same length: milliseconds since 1970, and seconds. */
export interface TimeSlots {
  readonly since: number;
  readonly until: number;
  readonly period: number;
}

/** Slots that there are at most, where nobody asks for others. */
const usual = 30;

/** Seconds that a slot must have for points of this age: CloudWatch keeps minutes for 15 days, five for 63, hours for 455. */
const kept = [
  { days: 15, period: 60 },
  { days: 63, period: 300 },
  { days: Infinity, period: 3_600 },
] as const;

/** The least seconds of a slot that begins this long ago. */
export function leastPeriod(ageMs: number): number {
  return kept.find(({ days }) => ageMs < days * 86_400_000)?.period ?? 3_600;
}

/** Slots from `since` up to now, whole ones: `period` in seconds, or such that there are thirty. */
export function timeSlots(since: number, now: number, period = usualPeriod(since, now)): TimeSlots {
  const slot = period * 1_000;
  return { since: Math.floor(since / slot) * slot, until: Math.ceil(now / slot) * slot, period };
}

function usualPeriod(since: number, now: number): number {
  const least = leastPeriod(now - since);
  return Math.max(least, Math.ceil((now - since) / 1_000 / usual / least) * least);
}
