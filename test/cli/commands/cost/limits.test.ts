import { expect, test } from "vitest";
import { pricedOf, type Priced } from "../../../../src/cli/commands/cost/asked-proxy.ts";
import { limitsOf } from "../../../../src/cli/commands/cost/limits.ts";
import { loadOf } from "../../../../src/cli/commands/cost/load.ts";
import { defaultConfig } from "../../../helpers/fake-context.ts";

const limits = (more: Partial<Priced>, load: Parameters<typeof loadOf>[0], perRequest?: number) => {
  const given = loadOf(load);
  return limitsOf({ ...pricedOf(defaultConfig, given), ...more }, given, perRequest);
};
/** Events of a month with that many in the busiest second. */
const rate = (perSecond: number) => ({ events: String(perSecond * 2_628_000), peak: "1" });

test("small records meet the records of a shard first, large ones its bytes", () => {
  expect(limits({ shards: 1 }, { ...rate(900), size: "100" })[0]).toMatchObject({
    what: "records a second of the shards",
    share: 0.9,
  });
  expect(limits({ shards: 1 }, { ...rate(900), size: "2KB" })[0]).toMatchObject({
    what: "MiB a second into the shards",
    lift: expect.stringMatching(/^--shards 2,/),
  });
});

test("a million events a second: the account's throttle and the stream say what to ask for", () => {
  const [first, ...others] = limits({ mode: "ON_DEMAND" }, { ...rate(1_000_000), size: "1KB" });
  expect(first).toMatchObject({ what: expect.stringContaining("new on-demand stream"), share: expect.closeTo(250, 0) });
  expect(others.find(({ what }) => what.includes("of the account"))).toMatchObject({ share: 100, has: "10,000" });
  expect(
    limits({}, { ...rate(1_000_000), size: "1KB" }).find(({ what }) => what.startsWith("records"))?.share,
  ).toBeLessThanOrEqual(1);
});

test("batches, a throttle, readers, large records and Firehose are seen", () => {
  expect(limits({}, rate(5_000), 100).find(({ what }) => what.includes("of the account"))?.share).toBeCloseTo(0.005);
  expect(limits({ throttle: { rate: 100 } }, rate(200))[0]).toMatchObject({
    what: "requests a second of the stage",
    share: 2,
  });
  expect(limits({ shards: 1 }, { ...rate(500), size: "1KB", readers: "6" })[0]).toMatchObject({
    what: expect.stringContaining("out of the shards"),
  });
  expect(limits({}, { events: "1", size: "2MB" })[0]).toMatchObject({ what: "size of a record (KiB)", share: 2 });
  const archived = limits(
    { archive: { bytes: 1, seconds: 60 }, largestRecord: 10 * 2 ** 20 },
    { events: "1", size: "2MB" },
  );
  expect(archived[0]?.what).toBe("size of a record for Firehose (KiB)");
});
