import { describe, expect, test } from "vitest";
import { Recorder } from "../../../src/local/requests/recorder.ts";
import { request } from "../execute-api/bench.ts";
import { api, method, stage } from "../execute-api/deployment.ts";
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

  test("gives up the oldest bodies first, marks them, and keeps what is known of their requests", async () => {
    const { recorder, record } = limited(100, 100_000);
    for (let i = 0; i < 5; i++) await record(body(30_000));
    const rows = recorder.after(0).map((one) => recorder.row(one));
    expect(recorder.kept.bodiesFrom).toBe(4);
    expect(rows.map(({ gone = false }) => gone)).toEqual([true, true, true, false, false]);
    expect(rows[0]).toMatchObject({ id: 1, gone: true, size: 30_000, status: 200, route: "POST /" });
    expect(rows[0]?.stored).toMatchObject({ stream: "api-gateway-kinesis-proxy", shardId: "shardId-0" });
    expect(recorder.get(1)?.request.body).toHaveLength(0);
    expect(recorder.get(1)?.trace.call?.request.body).toHaveLength(0);
    expect(recorder.get(5)?.request.body).toHaveLength(30_000);
    expect(recorder.kept.bytes).toBeLessThanOrEqual(100_000);
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

  test("counts bytes that keep larger ones alive", async () => {
    const { recorder, record } = limited(10, 1_000_000);
    await record({ body: Buffer.allocUnsafeSlow(65_536).subarray(0, 10) });
    expect(recorder.kept.bytes).toBeGreaterThan(65_536);
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

  test("keeps no context and no log of a request", async () => {
    const { trace } = await limited(10, 1_000_000).record();
    expect(trace.call?.trail.context).toBeUndefined();
    expect(trace.call?.log).toBeUndefined();
  });

  test("knows the last request that is no probe", async () => {
    const { recorder, record } = recordingBench(plain, {}, new Recorder({ probeType: "x/probe" }));
    await record({ body: request().body });
    await record({ headers: { "Content-Type": "x/probe" } });
    expect(recorder.lastRequest?.id).toBe(1);
    expect(recorder.after(1).map((one) => recorder.row(one).probe)).toEqual([true]);
  });
});
