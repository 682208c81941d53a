import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local, RequestFact } from "../../../src/local/index.ts";
import { orders } from "../page/orders.ts";

const facts: RequestFact[] = [];
const endpoints = () => facts.flatMap(({ endpoint }) => endpoint ?? []);
let local: Local;
let made: Awaited<ReturnType<typeof orders>>;

beforeAll(async () => {
  const advise = ({ type }: { readonly type: string }) => ({ settings: [type], change: "Change it." });
  local = await startLocal({ onRequest: (fact) => void facts.push(fact), page: { advise, probeType: "x/probe" } });
  made = await orders(local);
});
afterAll(() => local.close());
beforeEach(() => void facts.splice(0));

async function stored(): Promise<readonly string[]> {
  const { ShardIterator } = await made.kinesis("GetShardIterator", {
    StreamName: "orders",
    ShardId: "0",
    ShardIteratorType: "TRIM_HORIZON",
  });
  const { Records } = await made.kinesis("GetRecords", { ShardIterator });
  return (Records as { readonly Data: string }[]).map(({ Data }) => Buffer.from(Data, "base64").toString());
}

describe("what is told of a request to an endpoint", () => {
  test("says where its record went", async () => {
    await made.post('{"a":1}', {}, `${made.url}?x=1`);
    expect(endpoints()).toEqual([
      {
        id: expect.any(Number),
        at: expect.any(Number),
        ms: expect.any(Number),
        method: "POST",
        path: "/events",
        query: "x=1",
        contentType: "application/json",
        size: 7,
        status: 200,
        apiId: made.apiId,
        stage: "production",
        route: "POST /events",
        stored: {
          stream: "orders",
          region: "ap-northeast-2",
          shardId: "shardId-000000000000",
          sequenceNumber: expect.stringMatching(/^\d{56}$/),
          count: 1,
          failed: 0,
        },
      },
    ]);
  });

  test("says why it was refused, and what can be done", async () => {
    await made.post("a", { "Content-Type": "text/plain" });
    expect(endpoints()[0]?.refused).toEqual({
      phase: "template",
      type: "UNSUPPORTED_MEDIA_TYPE",
      why: "The Content-Type is text/plain: POST /events takes application/json.",
      about: "text/plain",
      taken: ["application/json"],
      settings: ["UNSUPPORTED_MEDIA_TYPE"],
      change: "Change it.",
    });
  });

  test("is there of a stranger's request and of one to an API that is not there", async () => {
    await made.post("{}", {}, `${local.url}/_aws/execute-api/nowhere/x/`);
    expect(endpoints()[0]?.refused?.type).toBe("NO_API");
  });

  test("is not there of other requests", async () => {
    await made.kinesis("ListStreams", {});
    expect(facts.map(({ endpoint }) => endpoint)).toEqual([undefined]);
  });
});

describe("a request that is sent again", () => {
  test("has the same bytes, and is known as such", async () => {
    await made.post('{"again": "한글" }');
    await made.post("{}", { "Content-Type": "x/probe" });
    const replayed = await local.replay();
    expect(replayed?.status).toBe(200);
    expect((await stored()).slice(-2)).toEqual(['{"again": "한글" }', '{"again": "한글" }']);
    const [first, , again] = endpoints();
    expect(again).toMatchObject({ id: replayed?.id, replayOf: first?.id, size: first?.size });
    expect(await local.replay(first?.id)).toMatchObject({ status: 200 });
    expect(await local.replay(1_000_000)).toBeUndefined();
  });
});

test("the page's address is one of this machine, wherever the local AWS listens", async () => {
  expect(local.pageUrl).toBe(`${local.url}/_local/`);
  await using open = await startLocal({ host: "0.0.0.0" });
  expect(open.pageUrl).toBe(`http://127.0.0.1:${open.port}/_local/`);
});

test("nothing is recorded where that is switched off", async () => {
  await using off = await startLocal({ page: { record: false } });
  const { post } = await orders(off);
  expect((await post("{}")).status).toBe(200);
  expect(await off.replay()).toBeUndefined();
});
