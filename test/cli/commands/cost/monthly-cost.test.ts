import { expect, test } from "vitest";
import { pricedOf, type Priced } from "../../../../src/cli/commands/cost/asked-proxy.ts";
import { loadOf } from "../../../../src/cli/commands/cost/load.ts";
import { basePrice, monthlyCost, total } from "../../../../src/cli/commands/cost/monthly-cost.ts";
import { shipped, tiered } from "../../../../src/cli/commands/cost/prices.ts";
import { defaultConfig } from "../../../helpers/fake-context.ts";

const prices = shipped["us-east-1"]!;
const [GiB, month] = [2 ** 30, 730];
const asked = (more: Partial<Priced> = {}): Priced => ({ ...pricedOf(defaultConfig, loadOf({})), ...more });
const bill = (more: Partial<Priced>, load: Parameters<typeof loadOf>[0], perRequest?: number) =>
  monthlyCost(asked(more), loadOf(load), prices, perRequest);
const answers = (requests: number): number => ((requests * 300) / GiB) * 0.09;

// Each sum is made by hand of the published prices.
test.each<[string, Partial<Priced>, Parameters<typeof loadOf>[0], number | undefined, number]>([
  [
    "10 M events of 1.5 KB, one shard",
    { shards: 1 },
    { events: "10M", size: "1.5KB" },
    undefined,
    10 * 3.5 + answers(1e7) + month * 0.015 + 10 * 0.014,
  ],
  [
    "the same, on demand, two readers: each record counts 2 KB",
    { mode: "ON_DEMAND" },
    { events: "10M", size: "1.5KB", readers: "2" },
    undefined,
    35 + answers(1e7) + month * 0.04 + ((1e7 * 2_048) / GiB) * (0.08 + 2 * 0.04),
  ],
  [
    "two billion events: three tiers; records of 26 KB are two units; retention of a week",
    { shards: 40, retention: 168 },
    { events: "2B", size: "26KB" },
    undefined,
    333 * 3.5 + 667 * 2.8 + 1_000 * 2.38 + answers(2e9) + 40 * month * 0.015 + 4_000 * 0.014 + 40 * month * 0.02,
  ],
  [
    "by the batch route: a hundredth of the requests, the records as they are",
    { shards: 1 },
    { events: "10M", size: "1.5KB" },
    100,
    0.1 * 3.5 + answers(1e5) + month * 0.015 + 0.14,
  ],
  [
    "of nothing but a record: a unit of each",
    { shards: 1 },
    { events: "10M", size: "0" },
    undefined,
    35 + answers(1e7) + month * 0.015 + 0.14,
  ],
  [
    "with the archive: 5 KB a record to Firehose, an object each 60 s",
    { shards: 1, archive: { bytes: 5 * 2 ** 20, seconds: 60 } },
    { events: "1M", size: "1KB" },
    undefined,
    3.5 +
      answers(1e6) +
      month * 0.015 +
      0.014 +
      ((1e6 * 5_120) / GiB) * 0.029 +
      ((1e6 * 1_024) / GiB) * 0.023 +
      (43_800 / 1_000) * 0.005,
  ],
  [
    "with logs for a month, alarms, dashboard, metrics and a key",
    { shards: 1, accessLog: true, logDays: 30, alarmMetrics: 8, dashboard: true, detailedMethods: 3, ownKey: true },
    { events: "10M", size: "1.5KB" },
    undefined,
    35 + answers(1e7) + month * 0.015 + 0.14 + 1 + ((1e7 * 500) / GiB) * 0.53 + 8 * 0.1 + 3 + 3 * 5 * 0.3,
  ],
])("%s", (_, more, load, perRequest, sum) => {
  expect(total(bill(more, load, perRequest))).toBeCloseTo(sum, 6);
});

test("the base price is what stands without a request", () => {
  expect(basePrice(asked({ shards: 3 }), prices)).toBeCloseTo(3 * month * 0.015, 9);
  expect(basePrice(asked({ mode: "ON_DEMAND" }), prices)).toBeCloseTo(month * 0.04, 9);
});

test("a tier ends where it ends", () => {
  expect(tiered(prices.restApi, 333e6)).toBeCloseTo(1_165.5, 6);
  expect(tiered(prices.restApi, 333e6 + 1e6)).toBeCloseTo(1_168.3, 6);
  expect(tiered(prices.restApi, 21e9)).toBeCloseTo(1_165.5 + 667 * 2.8 + 19_000 * 2.38 + 1_000 * 1.51, 6);
});

test("prices have a date and a source", () => {
  for (const { date, source } of Object.values(shipped))
    expect([date, source]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), expect.stringMatching(/./)]);
});
