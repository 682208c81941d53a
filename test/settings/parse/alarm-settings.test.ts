import { describe, expect, test } from "vitest";
import {
  alarms,
  alarmSilence,
  alarmsTag,
  silenceText,
  storedAlarms,
} from "../../../src/settings/parse/alarm-settings.ts";

const topic = (name: string): string => `arn:aws:sns:eu-west-1:111122223333:${name}`;

describe("alarms", () => {
  test("tell nobody, or topics, each once", () => {
    expect(alarms("true", "")).toEqual({ topics: [] });
    expect(alarms("none", "")).toBe(false);
    expect(alarms(`${topic("a")}, ${topic("a")} ${topic("b")}`, "")).toEqual({ topics: [topic("a"), topic("b")] });
  });

  test.each(["ops", "arn:aws:sqs:eu-west-1:111122223333:q", `${topic("a")}:subscription`])("take no %s", (text) => {
    expect(() => alarms(text, "--alarms")).toThrow(`--alarms takes the ARN of an SNS topic, not "${text}".`);
  });

  test("tell five topics at most", () => {
    const six = ["a", "b", "c", "d", "e", "f"].map(topic).join(" ");
    expect(() => alarms(six, "--alarms")).toThrow("--alarms takes 5 topics at most");
  });

  test("of more topics than a tag holds, it remembers that there are some", () => {
    const many = alarms(["a", "b"].map((one) => topic(one.repeat(200))).join(" "), "");
    expect(alarmsTag(many)).toBe("some");
    expect(alarms("some", "")).toEqual({ topics: undefined });
    expect(storedAlarms({ topics: undefined })).toBe("some");
  });
});

test("a silence is of a length that CloudWatch can look back", () => {
  const good = { "5m": 300, "90m": 5_400, "1h": 3_600, "24h": 86_400, "1d": 86_400, "25h": 90_000, "7d": 604_800 };
  for (const [text, seconds] of Object.entries(good)) {
    expect(alarmSilence(text, "")).toBe(seconds);
    expect(alarmSilence(silenceText(seconds), "")).toBe(seconds);
  }
  for (const text of ["4m", "0h", "8d", "1441m", "1w", "h", "1.5h", "3600", ""])
    expect(() => alarmSilence(text, "--alarm-silence"), text).toThrow("takes a time from 5m to 7d");
});
