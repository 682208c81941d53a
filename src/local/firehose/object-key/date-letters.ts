import type { ZonedTime } from "./zoned-time.ts";

/** How one letter of a pattern is written, `count` times in a row. */
export type Letter = (count: number, time: ZonedTime) => string;

/** A letter and how often it may stand in a row. */
export interface LetterRule {
  readonly most: number;
  readonly write: Letter;
}

const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const quarters = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];

const number =
  (value: (time: ZonedTime) => number): Letter =>
  (count, time) =>
    String(value(time)).padStart(count, "0");

/** Two letters are the last two digits, more are the least width. */
const year =
  (value: (time: ZonedTime) => number): Letter =>
  (count, time) =>
    count === 2 ? String(value(time) % 100).padStart(2, "0") : String(value(time)).padStart(count, "0");

/** From three letters on: short, full, and the first letter or digit only. */
const text =
  (plain: (time: ZonedTime) => number, forms: (time: ZonedTime) => readonly [string, string, string]): Letter =>
  (count, time) =>
    count < 3 ? String(plain(time)).padStart(count, "0") : forms(time)[count - 3]!;

const weekdayForms = ({ weekday }: ZonedTime): readonly [string, string, string] => {
  const name = weekdays[weekday]!;
  return [name.slice(0, 3), name, name.charAt(0)];
};
const month = text(
  (time) => time.month,
  (time) => {
    const name = months[time.month - 1]!;
    return [name.slice(0, 3), name, name.charAt(0)];
  },
);
const quarterOf = (time: ZonedTime): number => Math.ceil(time.month / 3);
const quarter = text(quarterOf, (time) => [
  `Q${quarterOf(time)}`,
  quarters[quarterOf(time) - 1]!,
  `${quarterOf(time)}`,
]);
const localWeekday = text((time) => time.weekday + 1, weekdayForms);
const nanoOfDay = (time: ZonedTime): number => milliOfDay(time) * 1_000_000;

/** The letters of Java's DateTimeFormatter in the locale en_US, where weeks begin on Sunday and the week of January 1 is the first.
 * https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html#patterns */
export const letters: Readonly<Record<string, LetterRule>> = {
  G: { most: 5, write: (count) => (count < 4 ? "AD" : count === 4 ? "Anno Domini" : "A") },
  u: { most: 19, write: year((time) => time.year) },
  y: { most: 19, write: year((time) => time.year) },
  Y: { most: 19, write: year((time) => weekOfYear(time).year) },
  D: { most: 3, write: number((time) => time.dayOfYear) },
  M: { most: 5, write: month },
  L: { most: 5, write: month },
  d: { most: 2, write: number((time) => time.day) },
  Q: { most: 5, write: quarter },
  q: { most: 5, write: quarter },
  w: { most: 2, write: number((time) => weekOfYear(time).week) },
  W: { most: 1, write: number((time) => weekAfter(time.day, time.weekday)) },
  E: { most: 5, write: (count, time) => weekdayForms(time)[Math.max(count, 3) - 3]! },
  e: { most: 5, write: localWeekday },
  c: { most: 5, write: localWeekday },
  F: { most: 1, write: number((time) => ((time.day - 1) % 7) + 1) },
  a: { most: 1, write: (_, time) => (time.hour < 12 ? "AM" : "PM") },
  h: { most: 2, write: number((time) => ((time.hour + 11) % 12) + 1) },
  K: { most: 2, write: number((time) => time.hour % 12) },
  k: { most: 2, write: number((time) => ((time.hour + 23) % 24) + 1) },
  H: { most: 2, write: number((time) => time.hour) },
  m: { most: 2, write: number((time) => time.minute) },
  s: { most: 2, write: number((time) => time.second) },
  S: { most: 9, write: (count, time) => String(time.millisecond).padStart(3, "0").padEnd(9, "0").slice(0, count) },
  A: { most: 19, write: number((time) => milliOfDay(time)) },
  n: { most: 19, write: number((time) => time.millisecond * 1_000_000) },
  N: { most: 19, write: number(nanoOfDay) },
  V: { most: 2, write: (_, time) => time.zone },
  z: { most: 4, write: (count, time) => zoneName(time, count < 4 ? "short" : "long") },
  O: { most: 4, write: (count, time) => localOffset(time, count === 4) },
  X: { most: 5, write: (count, time) => (time.offset === 0 ? "Z" : offset(time, count)) },
  x: { most: 5, write: (count, time) => offset(time, count) },
  Z: { most: 5, write: (count, time) => (count === 4 ? localOffset(time, true) : zuluOffset(time, count)) },
};

function milliOfDay({ hour, minute, second, millisecond }: ZonedTime): number {
  return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

/** Which week a day is in, counted from a first day that is `day - 1` days earlier; weeks begin on Sunday. */
function weekAfter(day: number, weekday: number): number {
  const first = (((weekday - (day - 1)) % 7) + 7) % 7;
  return Math.floor((day - 1 + first) / 7) + 1;
}

function weekOfYear({ year: calendarYear, dayOfYear, weekday }: ZonedTime): {
  readonly year: number;
  readonly week: number;
} {
  const days = (Date.UTC(calendarYear + 1, 0, 1) - Date.UTC(calendarYear, 0, 1)) / 86_400_000;
  const saturday = dayOfYear + (6 - weekday);
  if (saturday > days) return { year: calendarYear + 1, week: 1 };
  return { year: calendarYear, week: weekAfter(dayOfYear, weekday) };
}

function offset({ offset: minutes }: ZonedTime, count: number): string {
  const sign = minutes < 0 ? "-" : "+";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((each) =>
    String(each).padStart(2, "0"),
  );
  if (count === 1 && rest === "00") return `${sign}${hours}`;
  return `${sign}${hours}${count === 3 || count === 5 ? ":" : ""}${rest}`;
}

function zuluOffset(time: ZonedTime, count: number): string {
  if (count === 5) return time.offset === 0 ? "Z" : offset(time, 5);
  return offset(time, 2);
}

function localOffset(time: ZonedTime, full: boolean): string {
  if (time.offset === 0) return "GMT";
  return full
    ? `GMT${offset(time, 3)}`
    : `GMT${offset(time, 3)
        .replace(":00", "")
        .replace(/^([+-])0/, "$1")}`;
}

function zoneName({ instant, zone }: ZonedTime, timeZoneName: "short" | "long"): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName });
  return format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? zone;
}
