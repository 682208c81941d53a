import { expect, test } from "vitest";
import type { Probe } from "../../../src/aws/probe/knock.ts";
import { ask, untilServing } from "../../../src/aws/probe/probe.ts";
import { untilPaused } from "../../../src/aws/probe/until-paused.ts";
import { TestInvokeMethodCommand } from "@aws-sdk/client-api-gateway";
import { fakeContext } from "../../helpers/fake-context.ts";
import { deadUrl, httpServer, type Reply } from "../../helpers/http-server.ts";

const refused = "Kinesis refused the record.";
const through: Reply = { status: 400, body: JSON.stringify({ message: refused }) };
const throttled: Reply = { status: 429, body: '{"message":"Too Many Requests"}' };
const denied: Reply = { status: 403, body: '{"Message":"User: anonymous is not authorized"}' };
/** Kinesis' own, as the integration words it. */
const busy: Reply = { status: 429, body: '{"message":"The stream has no room at the moment."}' };

const probeOf = (url: string): Probe => ({
  url,
  refused,
  restApiId: "api1",
  resourceId: "root1",
  contentType: "application/x-probe",
  body: "{}",
  keyed: false,
  keyRequired: false,
  headers: () => Promise.resolve({}),
});

test("a pause is proved by three refusals in a row, since not all of API Gateway's machines know it at once", async () => {
  const server = await httpServer(through, throttled, through, throttled, throttled, throttled);
  const ctx = fakeContext();
  expect(await untilPaused(true, probeOf(server.url), ctx)).toEqual({ type: "throttle" });
  expect(server.asked).toHaveLength(6);
  expect(ctx.report.texts("wait")).toContain("waiting until the endpoint refuses everybody (2 minutes at most)");
});

test("a resume is proved by the first request that gets through", async () => {
  const server = await httpServer(throttled, throttled, through);
  expect(await untilPaused(false, probeOf(server.url), fakeContext())).toEqual({ type: "endpoint", answer: "400" });
  expect(server.asked).toHaveLength(3);
});

test("who is refused before the throttle cannot tell", async () => {
  const server = await httpServer(denied);
  for (const paused of [true, false])
    expect(await untilPaused(paused, probeOf(server.url), fakeContext())).toEqual({ type: "refusal" });
});

test("an endpoint that lets callers through all the same, and one that is gone, are told after 2 minutes", async () => {
  const server = await httpServer(busy);
  const ctx = fakeContext();
  const start = ctx.clock.now();
  expect(await untilPaused(true, probeOf(server.url), ctx)).toEqual({ type: "endpoint", answer: "429" });
  expect(ctx.clock.now() - start).toBeGreaterThan(110_000);
  const emulated = fakeContext({ endpoint: server.url });
  expect(await untilPaused(true, probeOf(await deadUrl()), emulated)).toEqual({
    type: "endpoint",
    answer: "ECONNREFUSED",
  });
  expect(emulated.clock.now() - start).toBeLessThan(10_000);
});

test("a throttled probe is asked from inside, and one good answer before it is enough", async () => {
  const ctx = fakeContext();
  ctx.aws.apigateway.on(TestInvokeMethodCommand).resolves({ status: 400, body: JSON.stringify({ message: refused }) });
  const server = await httpServer(throttled, through, throttled);
  expect(await ask(probeOf(server.url), ctx)).toEqual({ type: "serving", refused: "throttle" });
  expect(await untilServing(probeOf(server.url), ctx)).toEqual({ type: "serving" });
});
