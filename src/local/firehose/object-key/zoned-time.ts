/** An instant as a calendar and a clock show it in a time zone. */
export interface ZonedTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly dayOfYear: number;
  /** Minutes ahead of UTC. */
  readonly offset: number;
  /** Such as `UTC` or `Asia/Tokyo`. */
  readonly zone: string;
  /** Milliseconds since 1970. */
  readonly instant: number;
}

const DAY = 86_400_000;

/** The instant (milliseconds since 1970) in a time zone of the IANA database. Throws a RangeError for any other name. */
export function zonedTime(instant: number, zone = "UTC"): ZonedTime {
  const offset = zone === "UTC" ? 0 : offsetAt(instant, zone);
  // A date whose UTC fields are the zone's own.
  const there = new Date(instant + offset * 60_000);
  const year = there.getUTCFullYear();
  return {
    year,
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    hour: there.getUTCHours(),
    minute: there.getUTCMinutes(),
    second: there.getUTCSeconds(),
    millisecond: there.getUTCMilliseconds(),
    weekday: there.getUTCDay(),
    dayOfYear: Math.floor((there.getTime() - Date.UTC(year, 0, 1)) / DAY) + 1,
    offset,
    zone,
    instant,
  };
}

/** Is it a time zone of the IANA database, and not an offset such as `+09:00`? */
export function isTimeZone(zone: string): boolean {
  if (!/^[a-zA-Z/_]+$/.test(zone)) return false;
  try {
    offsetAt(0, zone);
    return true;
  } catch {
    return false;
  }
}

function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
