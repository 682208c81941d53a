import { expect, test } from "vitest";
import { throttleAdvice } from "../../../src/cli/endpoint/throttle-advice.ts";
import type { Config } from "../../../src/settings/config.ts";
import type { StreamFound } from "../../../src/steps/stream/stream-facts.ts";
import { fakeContext } from "../../helpers/fake-context.ts";

const there: StreamFound = {
  ids: { name: "orders", arn: "arn" },
  ours: true,
  facts: {
    status: "ACTIVE",
    tags: "orders",
    mode: "PROVISIONED",
    shards: 2,
    retention: 24,
    "max-record-size": 1_024,
    "kms-key": "",
  },
  consumers: 0,
};
const limit = (rate: number, burst = rate) => ({ throttle: { rate, burst } });
const advice = (config: Partial<Config>, stream?: StreamFound) =>
  throttleAdvice(fakeContext(config, { known: stream === undefined ? {} : { stream } }));

test("without a throttle there is nothing to say", () => {
  expect(advice({})).toBeUndefined();
  expect(advice({ throttle: false })).toBeUndefined();
});

test.each<[string, Partial<Config>, StreamFound | undefined, number]>([
  ["a stream that is not there yet", limit(1), undefined, 1_000],
  ["a stream that is there", limit(1), there, 2_000],
  ["the shards that are asked for", { ...limit(1), shards: 3 }, there, 3_000],
  ["--on-demand", { ...limit(1), mode: "ON_DEMAND" }, there, 4_000],
  ["a stream of others, whatever is asked", { ...limit(1), shards: 3 }, { ...there, ours: false }, 2_000],
])("it counts what the stream takes: %s", (_, config, stream, records) => {
  expect(advice(config, stream)).toMatchObject({
    recordsPerSecond: records,
    bytesPerSecond: (records / 1_000) * 1_048_576,
  });
});

test("it says that a request beyond the throttle may be an event lost", () => {
  expect(advice(limit(1_000))?.warnings).toEqual([expect.stringContaining("an event is lost")]);
});

test.each<[string, Partial<Config>, string]>([
  ["more than the stream takes", limit(1_001, 1), "What fits: --shards 2, or --throttle 1000."],
  ["a burst that it does not take", limit(1, 2_500), "What fits: --shards 3, or --throttle 1000."],
  ["more than an on-demand stream", { ...limit(5_000), mode: "ON_DEMAND" }, "What fits: --throttle 4000."],
  ["batches", { ...limit(3), batchPath: "/many" }, "2 such requests a second fill the stream"],
  ["more than an account", { ...limit(20_000), shards: 100 }, "10,000 requests a second and 5,000 at once"],
])("it warns of %s", (_, config, words) => {
  expect(advice(config)?.warnings[0]).toContain(words);
});

test("it says what a known sender makes of a 429", () => {
  const last = (preset: string) => advice({ ...limit(10), preset })?.warnings.at(-1);
  expect(last("appsflyer")).toContain("nothing is sent again after 429 (AppsFlyer Push API)");
  expect(last("stripe")).toContain("it is sent again after 429 (Stripe webhooks)");
  expect(last("twilio")).toContain("where its sender does not send it again");
});
