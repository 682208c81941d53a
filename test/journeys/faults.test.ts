import { expect, test } from "vitest";
import type { LocalOptions } from "../../src/local/index.ts";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, recordsOf, world } from "./world.ts";

/** An endpoint on a local AWS where this goes wrong, and what was told of it. */
async function endpointWith(fault: string, options: LocalOptions = {}) {
  const told: string[] = [];
  const aws = await world({ ...options, faults: [fault], onFault: (text) => told.push(text) });
  const desk = await deskAt(aws.local);
  const { code, stdout } = await runHere(desk, "up", "--local", "--no-probe", "--batch-path", "/batch");
  expect(code).toBe(0);
  return { ...aws, told, url: stdout.trim() };
}

test.each([
  ["throttle@PutRecord", 429, 0, "1"],
  ["error@PutRecord", 502, 0, null],
  ["deny@PutRecord", 500, 0, null],
  ["cut@PutRecord", 504, 0, null],
  ["lost@PutRecord", 504, 1, null],
])(
  "%s strikes what an endpoint calls: it answers %i, and %i records are stored",
  async (fault, status, stored, retryAfter) => {
    const { url, clients, told } = await endpointWith(fault);
    const refused = await post(url, "{}");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([status, retryAfter]);
    expect(await recordsOf(clients)).toHaveLength(stored);
    expect(told).toEqual([`fault: ${fault} at kinesis PutRecord (called by an endpoint)`]);
    expect((await post(`${url}/batch`, "[1]")).status).toBe(200);
  },
);

test("timeout@PutRecord: the endpoint answers 504 when its integration's time is up", async () => {
  let late = 0;
  // Whoever waits for long waits for nothing else here.
  const after = (ms: number, work: () => void): void => {
    setImmediate(() => {
      late += ms;
      work();
    });
  };
  const { url } = await endpointWith("timeout@PutRecord", { clock: { now: () => Date.now() + late, after } });
  expect(await post(url, "{}")).toMatchObject({ status: 504, body: '{"message": "Endpoint request timed out"}' });
});

test("a rule for a call by its number counts what clients call, and die-before never ends the local AWS", async () => {
  const { url, local, clients, told } = await endpointWith("die-before@PutRecord*9");
  expect((await post(url, "{}")).status).toBe(200);
  expect(told).toEqual([]);
  expect(await recordsOf(clients)).toHaveLength(1);
  expect(local.port).toBeGreaterThan(0);

  const numbered = await endpointWith("error@#200");
  for (let n = numbered.asked.length; n < 199; n += 1)
    await fetch(`${numbered.local.url}/restapis`, { headers: signed });
  for (let n = 0; n < 3; n += 1) expect((await post(numbered.url, "{}")).status).toBe(200);
  expect((await fetch(`${numbered.local.url}/restapis`, { headers: signed })).status).toBe(503);
});

const signed = {
  authorization:
    "AWS4-HMAC-SHA256 Credential=local/20260101/ap-northeast-2/apigateway/aws4_request, SignedHeaders=host, Signature=0",
};
