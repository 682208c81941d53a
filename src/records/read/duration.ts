import { UsageError } from "../../engine/errors.ts";

const units = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;

const form = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Milliseconds of a duration such as `90s`, `15m`, `1h30m` or `2d`: whole numbers of w, d, h, m, s, ms, each at most once, the
 * largest first. Throws a UsageError for anything else. */
export function parseDuration(text: string): number {
  const ms = durationOf(text);
  if (ms === undefined) throw new UsageError(`"${text}" is not a duration.`, "Write it like 30s, 15m, 1h30m or 2d.");
  return ms;
}

/** The same; undefined for what is not a duration or is longer than a hundred years. */
export function durationOf(text: string): number | undefined {
  const parts = form.exec(text);
  if (parts === null || text === "") return undefined;
  const ms = Object.values(units).reduce((sum, unit, place) => sum + Number(parts[place + 1] ?? 0) * unit, 0);
  return ms <= 5_200 * units.w ? ms : undefined;
}
