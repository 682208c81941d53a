import fc from "fast-check";
import { expect, test } from "vitest";
import { metricLines } from "../../../src/cli/commands/metrics/metric-lines.ts";
import { metricRows, type Measured } from "../../../src/watch/metrics/metric-rows.ts";
import { sparkline } from "../../../src/watch/metrics/sparkline.ts";
import { timeSlots } from "../../../src/watch/metrics/time-slots.ts";

const measured: Measured = {
  points: {
    requests: [10, undefined, 100],
    clientErrors: [4, undefined, 0],
    serverErrors: [1, undefined, 0],
    p50: [5, undefined, 7],
    p99: [50, undefined, 70],
    recordsIn: [600, undefined, 60_000],
    bytesIn: [1_048_576 * 30, undefined, 1_048_576],
    puts: [6, undefined, 100],
    putsStored: [5, undefined, 100],
    throttled: [undefined, undefined, undefined],
    iteratorAge: [1_000, undefined, 2_000],
  },
  whole: { p50: [6], p99: [65] },
  period: 60,
  shards: 1,
};

const rows = new Map(metricRows(measured).map((row) => [row.name, row]));

test("sums are of the whole time, and what went well is what is left", () => {
  expect(rows.get("requests")).toMatchObject({ total: 110, peak: 100 });
  expect(rows.get("successes")).toMatchObject({ total: 105, points: [5, undefined, 100] });
  expect(rows.get("failedPuts")).toMatchObject({ total: 1, points: [1, undefined, 0] });
  expect(rows.get("throttled")).toMatchObject({ total: undefined, peak: undefined });
});

test("percentiles are of the whole time, not of its slots", () => {
  expect(rows.get("p99")).toMatchObject({ total: 65, peak: 70 });
  expect(rows.get("iteratorAge")).toMatchObject({ total: 2_000, peak: 2_000 });
});

test("the share of the shards is that of records or of bytes, whichever is more", () => {
  expect(rows.get("capacity")?.points).toEqual([0.5, undefined, 1]);
  expect(rows.get("capacity")?.total).toBeCloseTo(0.5);
  expect(metricRows({ ...measured, shards: undefined }).some(({ name }) => name === "capacity")).toBe(false);
});

test("the archive's rows are there where it is", () => {
  expect(rows.has("archivedRecords")).toBe(false);
  const points = { ...measured.points, archivedRecords: [5], archiveAge: [61], deliveries: [2], deliveriesDone: [1] };
  const own = metricRows({ ...measured, points }).filter(({ name }) => /archive|Deliveries/.test(name));
  expect(own.map(({ total }) => total)).toEqual([5, 61, 1]);
});

test("a sparkline has a bar for each value, the highest for the largest", () => {
  expect(sparkline([0, 1, 2, 4, undefined, 8])).toBe("▁▂▃▅ █");
  expect(sparkline([0, 0])).toBe("▁▁");
  expect(sparkline([])).toBe("");
});

test("slots are whole, cover the time, and are thirty or a few more", () => {
  const now = Date.parse("2026-02-05T10:00:30Z");
  fc.assert(
    fc.property(fc.integer({ min: 60_000, max: 400 * 86_400_000 }), (age) => {
      const { since, until, period } = timeSlots(now - age, now);
      expect(since <= now - age && until >= now).toBe(true);
      expect((since / 1_000) % period).toBe(0);
      expect((until - since) / 1_000 / period).toBeLessThanOrEqual(32);
      expect(period % (age >= 63 * 86_400_000 ? 3_600 : age >= 15 * 86_400_000 ? 300 : 60)).toBe(0);
    }),
  );
});

test("the table fits its width", () => {
  const slots = timeSlots(Date.parse("2026-02-05T09:00:00Z"), Date.parse("2026-02-05T10:00:00Z"));
  for (const width of [60, 80]) {
    const lines = metricLines([...rows.values()], slots, width);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  }
  expect(metricLines([...rows.values()], slots, 80).slice(0, 4)).toEqual([
    "2026-02-05T09:00Z to 2026-02-05T10:00Z, each bar 2 min",
    "                         total        peak",
    "Requests                   110         100  ▁ █",
    "2xx                        105         100  ▁ █",
  ]);
});
