import { describe, expect, test } from "vitest";
import { Recorder } from "../../../src/local/requests/recorder.ts";
import { request } from "../execute-api/bench.ts";
import { api, integration, method, stage } from "../execute-api/deployment.ts";
import { recordingBench } from "./recording-bench.ts";

const plain = stage(api({ "/": { POST: method() } }));
const limited = (requests: number, bytes: number) => recordingBench(plain, {}, new Recorder({}, { requests, bytes }));
const body = (size: number) => ({ body: Buffer.alloc(size, "a") });

describe("the recorder", () => {
  test("keeps the last requests, and forgets the oldest", async () => {
    const { recorder, record } = limited(3, 1_000_000);
    for (let i = 0; i < 5; i++) await record();
    expect(recorder.after(0).map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(recorder.get(2)).toBeUndefined();
    expect(recorder.kept).toMatchObject({ from: 3, bodiesFrom: 3, mostRequests: 3 });
    expect(recorder.after(4).map(({ id }) => id)).toEqual([5]);
  });

  test("shows a canary's request with the canary's deployment and variables", async () => {
    const canary = {
      percentTraffic: 100,
      api: api({ "/": { POST: method() } }, { deploymentId: "canary" }),
      variables: { v: "2" },
    };
    const { recorder, record } = recordingBench(
      { ...plain, canary },
      {},
      new Recorder({}, { requests: 3, bytes: 1_000_000 }),
    );
    await record();
    expect(recorder.get(1)?.call).toMatchObject({
      isCanaryRequest: true,
      api: { deploymentId: "canary" },
      stageVariables: { v: "2" },
    });
  });

  test("gives up the oldest bodies first, marks them, and keeps what is known of their requests", async () => {
    const { recorder, record } = limited(100, 100_000);
    for (let i = 0; i < 5; i++) await record(body(30_000));
    const rows = recorder.after(0).map((one) => recorder.row(one));
    expect(recorder.kept.bodiesFrom).toBe(3);
    expect(rows.map(({ gone = false }) => gone)).toEqual([true, true, false, false, false]);
    expect(rows[0]).toMatchObject({ id: 1, gone: true, size: 30_000, status: 200, route: "POST /" });
    expect(rows[0]?.stored).toMatchObject({ stream: "api-gateway-kinesis-proxy", shardId: "shardId-0" });
    expect(recorder.get(1)?.request.body).toHaveLength(0);
    expect(recorder.get(1)?.call?.request.body).toHaveLength(0);
    expect(recorder.get(5)?.request.body).toHaveLength(30_000);
    expect(recorder.kept.bytes).toBeLessThanOrEqual(100_000);
  });

  test("tells records that were stored from those that were read", async () => {
    const Records = [{ ShardId: "shardId-0", SequenceNumber: "1" }];
    const shown = async (action: string) => {
      const uri = `arn:aws:apigateway:ap-northeast-2:kinesis:action/${action}`;
      const served = stage(api({ "/": { POST: method({ integration: integration({ uri }) }) } }));
      const { recorder, record } = recordingBench(served, {
        call: () => ({ status: 200, headers: {}, body: JSON.stringify({ Records }) }),
      });
      return recorder.row(await record()).stored?.count;
    };
    expect(await shown("PutRecords")).toBe(1);
    expect(await shown("GetRecords")).toBeUndefined();
  });

  test("never takes more than its limit, even of one body or of many long heads", async () => {
    const { recorder, record } = limited(1_000, 50_000);
    await record(body(200_000));
    expect(recorder.kept).toMatchObject({ from: 1, bodiesFrom: 2 });
    for (let i = 0; i < 50; i++)
      await record({ headers: { "Content-Type": "application/json", "x-long": "a".repeat(2_000) } });
    expect(recorder.kept.bytes).toBeLessThanOrEqual(50_000);
    expect(recorder.kept.from).toBeGreaterThan(30);
    expect(recorder.last).toBe(51);
  });

  test("keeps large bodies where they are, and copies what would keep larger ones alive", async () => {
    const { recorder, record } = limited(10, 1_000_000);
    const large = Buffer.alloc(10_000, "a");
    await record({ body: large });
    await record({ body: Buffer.allocUnsafeSlow(1_000_000).fill("b").subarray(0, 10_000) });
    expect(recorder.get(1)?.request.body.buffer).toBe(large.buffer);
    expect(recorder.get(2)?.request.body.buffer.byteLength).toBe(10_000);
    expect(recorder.get(2)?.request.body.toString()).toBe("b".repeat(10_000));
  });

  test("forgets all when it is cleared, and goes on counting", async () => {
    const { recorder, record } = limited(10, 1_000_000);
    const heard: string[] = [];
    const told = (what: string) => () => void heard.push(what);
    recorder.watchers.add({ request: told("request"), cleared: told("cleared"), apis: told("apis") });
    await record();
    recorder.clear();
    expect(recorder.after(0)).toEqual([]);
    expect(recorder.kept).toMatchObject({ from: 2, bytes: 0 });
    expect((await record()).id).toBe(2);
    recorder.apisChanged();
    expect(heard).toEqual(["request", "cleared", "request", "apis"]);
  });

  test("what was read of a request stays when its place is used again", async () => {
    const { recorder, record } = limited(2, 1_000_000);
    const headers = (name: string) => ({ "Content-Type": "application/json", "x-name": name });
    const first = await record({ body: Buffer.from('"first"'), headers: headers("first") }, "/");
    // More than the memory of what is forgotten.
    for (let i = 0; i < 40; i++) await record({ body: Buffer.alloc(8_000, "b"), headers: headers("other") });
    expect(first.request.body.toString()).toBe('"first"');
    expect(first.request.headers["x-name"]).toBe("first");
    expect(first.call?.trail.answer?.body.toString()).toContain("SequenceNumber");
    const [kept] = recorder.after(0);
    expect(kept?.request.body.toString()).toBe("b".repeat(8_000));
    recorder.clear();
    expect((await record({ body: Buffer.from("{}") })).call?.trail.refusal).toBeUndefined();
    expect(recorder.kept.bytes).toBeLessThan(5_000);
  });

  test("gives a request back as it came in, and what was known of it", async () => {
    const { record } = limited(10, 1_000_000);
    const bytes = Buffer.from([0, 255, 10, 13, 226, 130]);
    const headers = { "Content-Type": "application/json", "X-Twice": "é", "x-twice": "2", Host: "a.execute-api.b" };
    const found = await record({ body: bytes, headers, query: "a=1&b", sourceIp: "::1" }, "/");
    expect(found.request).toMatchObject({
      method: "POST",
      query: "a=1&b",
      sourceIp: "::1",
      protocol: "HTTP/1.1",
      body: bytes,
    });
    expect(found.request.rawHeaders).toEqual(Object.entries(headers).flat());
    expect(found.request.headers).toMatchObject({ "x-twice": "é, 2", host: "a.execute-api.b" });
    expect(found.call?.trail).toMatchObject({
      integration: { status: 200 },
      answer: { headers: { "content-type": "application/x-amz-json-1.1" } },
    });
    expect(found.stoppedIn).toBeUndefined();
    expect(found.took(8)).toBeGreaterThanOrEqual(0);
  });

  test("knows the last request that is no probe", async () => {
    const { recorder, record } = recordingBench(
      plain,
      {},
      new Recorder({ probeType: "x/probe", probeQuery: "a=probe" }),
    );
    await record({ body: request().body });
    await record({ headers: { "Content-Type": "x/probe" } });
    await record({ query: "a=probe" });
    expect(recorder.lastRequest?.id).toBe(1);
    expect(recorder.after(0).map((one) => recorder.row(one).probe)).toEqual([undefined, true, true]);
  });
});
