import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDuration } from "../../../src/records/read/duration.ts";
import { parsePosition, parseSince, parseUntil } from "../../../src/records/read/position.ts";

const now = Date.UTC(2026, 0, 31, 12, 0, 0);

describe("a duration", () => {
  test.each([
    ["30s", 30_000],
    ["15m", 900_000],
    ["1h30m", 5_400_000],
    ["2d", 172_800_000],
    ["1w2d3h4m5s", 788_645_000],
    ["0s", 0],
  ])("%s is %d ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(["", "15", "m", "-5m", "1.5h", "30m1h", "5m5m", "1 h", "5M", "10y", "99999999999w"])(
    "%j is wrong usage, said in one sentence",
    (text) => {
      expect(() => parseDuration(text)).toThrow(
        expect.objectContaining({ message: `"${text}" is not a duration.`, exitCode: 2 }),
      );
    },
  );

  test("means what its parts mean, in every combination", () => {
    const part = fc.option(fc.nat(500), { nil: undefined });
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        const parts = [
          [days, "d", 86_400],
          [hours, "h", 3_600],
          [minutes, "m", 60],
          [seconds, "s", 1],
        ] as const;
        const text = parts.map(([count, unit]) => (count === undefined ? "" : `${count}${unit}`)).join("");
        fc.pre(text !== "");
        const wanted = parts.reduce((sum, [count = 0, , size]) => sum + count * size * 1_000, 0);
        expect(parseDuration(text)).toBe(wanted);
      }),
    );
  });
});

describe("--since", () => {
  test("takes the two ends of the stream", () => {
    expect(parsePosition("trim-horizon", now)).toEqual({ type: "trim-horizon" });
    expect(parsePosition("latest", now)).toEqual({ type: "latest" });
  });

  test.each([
    ["90s", "2026-01-31T11:58:30.000Z"],
    ["2026-01-30T08:00:00Z", "2026-01-30T08:00:00.000Z"],
    ["2026-01-30T08:00:00.1234Z", "2026-01-30T08:00:00.123Z"],
    ["2026-01-30T08:00+09:00", "2026-01-29T23:00:00.000Z"],
    ["2026-01-30T08:00:00-0130", "2026-01-30T09:30:00.000Z"],
    ["2026-01-30 08:00z", "2026-01-30T08:00:00.000Z"],
  ])("%s is %s", (text, at) => {
    expect(parsePosition(text, now)).toEqual({ type: "time", at: new Date(at) });
  });

  test("takes a time without a zone as local time, and a day as its first local moment", () => {
    expect(parsePosition("2026-01-30T08:00:00", now)).toEqual({ type: "time", at: new Date(2026, 0, 30, 8) });
    expect(parsePosition("2026-01-30", now)).toEqual({ type: "time", at: new Date(2026, 0, 30) });
  });

  test.each([
    "yesterday",
    "2026-02-31",
    "2026-01-30T25:00Z",
    "2026-01-30T10:75Z",
    "LATEST",
    "",
    "30.01.2026",
    "1769774400",
  ])("refuses %j", (text) => {
    expect(() => parsePosition(text, now)).toThrow(`"${text}" is not a start time.`);
  });

  test("refuses the future", () => {
    expect(() => parsePosition("2026-01-31T12:00:01Z", now)).toThrow("lies in the future");
  });
});

test("--until may lie ahead, and knows no ends of the stream", () => {
  expect(parseUntil("2026-02-01T00:00:00Z", now)).toEqual(new Date("2026-02-01T00:00:00Z"));
  expect(parseUntil("1h", now)).toEqual(new Date("2026-01-31T11:00:00Z"));
  expect(() => parseUntil("latest", now)).toThrow('"latest" is not an end time.');
});

test("--since of logs and metrics knows no ends of a stream", () => {
  expect(parseSince("1h", now)).toBe(now - 3_600_000);
  expect(() => parseSince("latest", now)).toThrow('"latest" is of streams.');
  expect(() => parseSince("5", now)).toThrow('"5" is not a start time.');
  expect(() => parseSince("2026-02-01T00:00:00Z", now)).toThrow("lies in the future");
});
