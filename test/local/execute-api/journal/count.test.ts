import { expect, test } from "vitest";
import { Metrics } from "../../../../src/local/account/metrics/metrics.ts";
import type { Dimensions } from "../../../../src/local/account/metrics/metrics.ts";
import type { Tally } from "../../../../src/local/account/metrics/tally.ts";
import { answer, bench, received } from "../bench.ts";
import { api, integration, method, stage } from "../deployment.ts";

const responses = {
  "200": { statusCode: "200", responseParameters: {}, responseTemplates: {} },
  "500": { statusCode: "500", selectionPattern: "500", responseParameters: {}, responseTemplates: {} },
};
const methodResponses = {
  "200": { responseParameters: {}, responseModels: {} },
  "500": { responseParameters: {}, responseModels: {} },
};
const events = method({ integration: integration({ integrationResponses: responses }), methodResponses });
const byApi = { ApiName: "KinesisProxy" };
const byStage = { ApiName: "KinesisProxy", Stage: "production" };

/** A thousand requests: 6 of 10 work, 3 are refused with 415, one fails with 500 after 40 ms. */
async function thousand(detailed: boolean) {
  const metrics = new Metrics();
  const setting = { "*/*": { metricsEnabled: detailed } };
  const served = stage(api({ "/events": { POST: events } }), { methodSettings: setting });
  const { send, clock } = bench(served, {
    metrics: () => metrics,
    call: () => {
      const number = calls++;
      if (number % 7 !== 6) return answer(200, received);
      clock.move(40);
      return answer(500, {});
    },
  });
  let calls = 0;
  for (let i = 0; i < 1_000; i++) {
    const refused = i % 10 >= 7 && i % 10 <= 9;
    await send(refused ? { headers: { "Content-Type": "text/plain" } } : {}, "/events");
  }
  return metrics;
}

function whole(metrics: Metrics, metric: string, dimensions: Dimensions): Pick<Tally, "count" | "sum" | "maximum"> {
  const series = metrics.find({ namespace: "AWS/ApiGateway", metric, dimensions });
  const tallies = series.flatMap((one) => one.between(0, Infinity).map(({ tally }) => tally));
  return {
    count: tallies.reduce((sum, { count }) => sum + count, 0),
    sum: tallies.reduce((sum, one) => sum + one.sum, 0),
    maximum: Math.max(...tallies.map(({ maximum }) => maximum)),
  };
}

test("a thousand requests of known outcome are counted exactly, for the API and for the stage", async () => {
  const metrics = await thousand(false);
  for (const dimensions of [byApi, byStage]) {
    expect(whole(metrics, "Count", dimensions)).toEqual({ count: 1_000, sum: 1_000, maximum: 1 });
    expect(whole(metrics, "4XXError", dimensions)).toEqual({ count: 1_000, sum: 300, maximum: 1 });
    expect(whole(metrics, "5XXError", dimensions)).toEqual({ count: 1_000, sum: 100, maximum: 1 });
    expect(whole(metrics, "Latency", dimensions)).toEqual({ count: 1_000, sum: 4_000, maximum: 40 });
    expect(whole(metrics, "IntegrationLatency", dimensions)).toEqual({ count: 700, sum: 4_000, maximum: 40 });
  }
  expect(metrics.size).toBe(10);
});

test("methods are counted with detailed metrics only; what is on no method has none", async () => {
  const metrics = await thousand(true);
  const byMethod = { ...byStage, Resource: "/events", Method: "POST" };
  expect(whole(metrics, "Count", byMethod).sum).toBe(1_000);
  expect(whole(metrics, "4XXError", byMethod).sum).toBe(300);
  expect(metrics.size).toBe(15);
});

test("a path that is not there is a 4XX error of the stage", async () => {
  const metrics = new Metrics();
  const { send } = bench(stage(api({ "/events": { POST: events } })), { metrics: () => metrics });
  await send({}, "/nothing");
  expect(whole(metrics, "4XXError", byStage)).toEqual({ count: 1, sum: 1, maximum: 1 });
});

test.each([
  ["Zählwerk", "Zhlwerk"],
  ["注文", "abcde12345"],
])(
  "an API called %s is counted as %s: the name loses what is not ASCII, and is the id where nothing is left",
  async (name, ApiName) => {
    const metrics = new Metrics();
    const { send } = bench(stage(api({ "/events": { POST: events } }, { name })), { metrics: () => metrics });
    await send({}, "/events");
    expect(whole(metrics, "Count", { ApiName }).sum).toBe(1);
  },
);
