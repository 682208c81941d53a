import { describe, expect, it } from "vitest";
import { KeyUsage } from "../../../src/local/account/key-usage.ts";

const at = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const admitted = (usage: KeyUsage, quota: Parameters<KeyUsage["admit"]>[2], date: string, times: number): number =>
  Array.from({ length: times }, () => usage.admit("p", "k", quota, at(date))).filter(Boolean).length;

describe("what a key has used of a quota", () => {
  it("runs through the days of a month, as GetUsage was seen to show it, and begins anew with the next", () => {
    const quota = { limit: 1_000, offset: 0, period: "MONTH" as const };
    const usage = new KeyUsage();
    admitted(usage, quota, "2026-09-01", 137);
    admitted(usage, quota, "2026-09-02", 123);
    admitted(usage, quota, "2026-09-04", 84);
    const dates = ["2026-08-31", "2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04", "2026-10-01"];
    expect(usage.daily("p", "k", quota, dates)).toEqual([
      [0, 1_000],
      [137, 863],
      [123, 740],
      [0, 740],
      [84, 656],
      [0, 1_000],
    ]);
    expect(usage.daily("p", "other", quota, ["2026-09-04"])).toEqual([[0, 1_000]]);
  });

  it("counts weeks from Sundays", () => {
    const quota = { limit: 2, offset: 0, period: "WEEK" as const };
    const usage = new KeyUsage();
    // 2026-09-05 is a Saturday.
    expect(admitted(usage, quota, "2026-09-05", 3)).toBe(2);
    expect(admitted(usage, quota, "2026-09-06", 3)).toBe(2);
  });

  it("may be extended or cut for the rest of the period", () => {
    const quota = { limit: 2, offset: 1, period: "DAY" as const };
    const usage = new KeyUsage();
    expect(admitted(usage, quota, "2026-09-01", 5)).toBe(1);
    usage.extend("p", "k", quota, 3, at("2026-09-01"));
    expect(usage.daily("p", "k", quota, ["2026-09-01"])).toEqual([[1, 3]]);
    expect(admitted(usage, quota, "2026-09-01", 5)).toBe(3);
    usage.extend("p", "k", quota, 0, at("2026-09-02"));
    expect(admitted(usage, quota, "2026-09-02", 1)).toBe(0);
    expect(usage.daily("p", "k", quota, ["2026-09-01", "2026-09-02", "2026-09-03"])).toEqual([
      [4, 0],
      [0, 0],
      [0, 2],
    ]);
    usage.forget("p");
    expect(usage.daily("p", "k", quota, ["2026-09-01"])).toEqual([[0, 2]]);
  });
});
