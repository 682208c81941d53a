import { UsageError } from "../../engine/errors.ts";
import { words } from "./parse.ts";

/** The most topics that an alarm tells. */
const MOST_TOPICS = 5;

const topicForm = /^arn:[\w-]+:sns:[\w-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/;

/** Alarms, and the SNS topics that they tell; false for none. `topics` is undefined where only a tag remembers that there are
 * some: then what the alarms have is left as it is. */
export type Alarms = { readonly topics: readonly string[] | undefined } | false;

/** What the tag says of more topics than it can hold. */
const SOME = "some";

/** `--alarms`: ARNs of SNS topics, or nothing for alarms that tell nobody. */
export function alarms(text: string, label: string): Alarms {
  if (/^(false|no|off|0|none)$/i.test(text)) return false;
  if (/^(true|yes|on|1)?$/i.test(text)) return { topics: [] };
  if (text === SOME) return { topics: undefined };
  const topics = [...new Set(words(text))];
  const bad = topics.find((one) => !topicForm.test(one));
  if (bad !== undefined)
    throw new UsageError(
      `${label} takes the ARN of an SNS topic, not "${bad}".`,
      "It looks like arn:aws:sns:REGION:ACCOUNT:NAME; `aws sns list-topics` lists them.",
    );
  if (topics.length > MOST_TOPICS)
    throw new UsageError(
      `${label} takes ${MOST_TOPICS} topics at most, as an alarm does.`,
      "Let a topic tell the others, with subscriptions.",
    );
  return { topics };
}

/** What the state file remembers. */
export function storedAlarms(value: Alarms): string | boolean {
  if (value === false) return false;
  if (value.topics === undefined) return SOME;
  return value.topics.length === 0 ? true : value.topics.join(" ");
}

/** What the tag remembers. */
export function alarmsTag(value: Alarms): string {
  const text = String(storedAlarms(value));
  return text.length <= 256 ? text : SOME;
}

const units: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };
const DAY = 86_400;

/** `--alarm-silence`: how long there may be no request, in seconds; 0 for any time. An alarm looks at a day at most where its
 * periods are shorter than an hour, and at seven otherwise. */
export function alarmSilence(text: string, label: string): number {
  const [, number = "", unit = ""] = /^(\d+)([mhd])$/i.exec(text) ?? [];
  const seconds = Number(number || NaN) * (units[unit.toLowerCase()] ?? NaN);
  const fits = seconds >= 300 && seconds <= 7 * DAY && (seconds <= DAY || seconds % 3_600 === 0);
  if (fits) return seconds;
  throw new UsageError(
    `${label} takes a time from 5m to 7d, above a day in whole hours, not "${text}".`,
    "Such as 30m, 1h or 2d.",
  );
}

/** The time as its flag takes it. */
export function silenceText(seconds: number): string {
  if (seconds === 0) return "none";
  return seconds % 3_600 === 0 ? `${seconds / 3_600}h` : `${seconds / 60}m`;
}
