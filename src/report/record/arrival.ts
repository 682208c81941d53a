/** How a time is shown: in UTC, in this machine's zone, as its age, or not at all. */
export type TimeStyle = "utc" | "local" | "relative" | "none";

/** When a record arrived, for people; `iso` is in UTC, `now` in milliseconds since 1970. */
export function arrival(iso: string, style: TimeStyle, now: number): string {
  switch (style) {
    case "utc":
      return iso;
    case "local":
      return localTime(new Date(iso));
    case "relative":
      return `${age(now - Date.parse(iso))} ago`;
    case "none":
      return "";
  }
}

/** Milliseconds in the largest unit that fits: `850 ms`, `12 s`, `5 min`, `3 h`, `2 d`. */
export function age(ms: number): string {
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1_000],
  ] as const;
  const [unit, size] = units.find(([, one]) => ms >= one) ?? ["ms", 1];
  return `${Math.max(0, Math.floor(ms / size))} ${unit}`;
}

/** The time of day in milliseconds since 1970, short: `09:30:01.123Z`, or without the Z in this machine's zone. */
export function clockTime(at: number, style: TimeStyle): string {
  if (style === "none") return "";
  const date = new Date(at);
  return style === "local" ? localTime(date).slice(11, 23) : date.toISOString().slice(11);
}

/** ISO 8601 with the offset of the zone, as long as the same time in UTC is. */
function localTime(at: Date): string {
  const offset = -at.getTimezoneOffset();
  const shifted = new Date(at.getTime() + offset * 60_000).toISOString().replace("Z", "");
  const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, "0");
  return `${shifted}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
