import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import type {
  KeptFile,
  Phase,
  RenderResult,
  Replayed,
  RequestList,
  RequestWay,
} from "../../../../src/local/page/api.ts";
import { ask, pageApi, tokenOf } from "../ask.ts";
import { orders, template } from "../orders.ts";
import { pageFolder } from "../page-folder.ts";

const folder = pageFolder();
let local: Local;
let made: Awaited<ReturnType<typeof orders>>;
let api: ReturnType<typeof pageApi>;

beforeAll(async () => {
  const command = (words: string, served?: { readonly region: string }) => `kp ${words} --region ${served?.region}`;
  local = await startLocal({ page: { folder: folder.path, command } });
  made = await orders(local, { shards: 2, responses: { "application/json": '{"shard": $input.json("$.ShardId")}' } });
  api = pageApi(local, await tokenOf(local));
});
afterAll(async () => {
  await local.close();
  folder.remove();
});

const rows = async (query = "") => (await api.get<RequestList>(`/requests${query}`)).rows;
const latest = async (): Promise<RequestWay> => api.get<RequestWay>(`/requests/${(await rows())[0]?.id ?? 0}`);
function phase<N extends Phase["name"]>({ phases }: RequestWay, name: N): Phase & { readonly name: N } {
  const isIt = (one: Phase): one is Phase & { readonly name: N } => one.name === name;
  return phases.find(isIt)!;
}

describe("a request as the way it went", () => {
  test("shows each phase, the template beside what it made, what Kinesis was asked and what went back", async () => {
    const answered = await made.post('{"a": "한글"}', { "X-Api-Key": "k" });
    const way = await latest();
    expect(way.phases.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      "front passed",
      "route passed",
      "authorization none",
      "policy none",
      "key none",
      "throttle none",
      "validation none",
      "template passed",
      "integration passed",
      "response-template passed",
      "answer passed",
    ]);
    expect(way.phases.every(({ ms = -1 }) => ms >= 0)).toBe(true);
    expect(way.request.body).toMatchObject({ encoding: "text", text: '{"a": "한글"}', size: 15, whole: true });
    expect(way.request.headers).toContainEqual({ name: "X-Api-Key", value: "k", secret: true });
    const { template: used, rendered, values } = phase(way, "template");
    expect(used).toEqual({ contentType: "application/json", text: template });
    expect(JSON.parse(rendered?.text ?? "")).toMatchObject({ StreamName: "orders" });
    expect(values).toEqual([
      { source: "$util.base64Encode($input.body)", value: Buffer.from('{"a": "한글"}').toString("base64") },
      { source: "$context.requestId", value: answered.headers.get("x-amzn-requestid") },
    ]);
    const kinesis = phase(way, "integration");
    expect(kinesis).toMatchObject({ target: "Kinesis PutRecord", answered: { status: 200 } });
    expect(kinesis.asked?.body.text).toBe(rendered?.text);
    const said = (await answered.json()) as { readonly shard: string };
    expect(kinesis.records).toMatchObject([
      {
        partitionKey: answered.headers.get("x-amzn-requestid"),
        shardId: said.shard,
        data: { encoding: "json", data: { a: "한글" } },
      },
    ]);
    expect(phase(way, "response-template").values).toEqual([
      { source: '$input.json("$.ShardId")', value: `"${said.shard}"` },
    ]);
    expect(JSON.parse(way.answer.body.text)).toEqual(said);
    expect(way.answer.headers).toContainEqual({
      name: "x-amzn-RequestId",
      value: answered.headers.get("x-amzn-requestid"),
    });
    expect(way.row.stored).toMatchObject({ shardId: said.shard });
  });

  test("a refusal stands at the phase that refused, with its sentence; nothing ran behind it", async () => {
    await made.post("a", { "Content-Type": "text/plain" });
    const way = await latest();
    expect(phase(way, "template")).toMatchObject({
      outcome: "refused",
      says: "The Content-Type is text/plain: POST /events takes application/json.",
      refused: { type: "UNSUPPORTED_MEDIA_TYPE" },
    });
    expect(phase(way, "validation").outcome).toBe("none");
    expect(phase(way, "integration")).toMatchObject({ outcome: "skipped", records: [] });
    expect(way.answer).toMatchObject({ status: 415, body: { text: '{"message": "Unsupported Media Type"}' } });
  });

  test("a request that no API takes is there too", async () => {
    await made.post("{}", {}, `${local.url}/_aws/execute-api/${made.apiId}/nowhere/`);
    const way = await latest();
    expect(way.phases[0]).toMatchObject({
      name: "front",
      outcome: "refused",
      says: `The API ${made.apiId} has no stage nowhere.`,
    });
    expect(way.phases.slice(1).every(({ outcome }) => outcome === "skipped")).toBe(true);
    expect(way.answer.body.text).toContain("Forbidden");
  });

  test("hostile bytes come back as they were", async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0, 10, 13, 27, 91, 51, 49, 109, 0xe2, 0x80, 0xae]);
    await made.post(bytes);
    const way = await latest();
    expect(way.request.body).toMatchObject({ encoding: "base64", text: bytes.toString("base64"), size: bytes.length });
    expect(way.copies.file).toBe(`request-${way.row.id}.bin`);
    const raw = await fetch(`${local.url}${way.request.body.href}`, {
      headers: { "x-local-token": await tokenOf(local) },
    });
    expect(raw.headers.get("content-type")).toBe("application/octet-stream");
    expect(raw.headers.get("content-disposition")).toContain("attachment");
    expect(Buffer.from(await raw.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test("the beginning of a large body is shown, whole characters only, and all of it can be had", async () => {
    const body = `"${"한".repeat(100_000)}"`;
    await made.post(body);
    const { request } = await latest();
    expect(request.body).toMatchObject({ encoding: "text", whole: false, size: 300_002 });
    expect(body.startsWith(request.body.text)).toBe(true);
    expect(request.body.text.length).toBeGreaterThan(80_000);
    expect((await api.call("GET", request.body.href.replace("/_local/api", ""))).text).toBe(body);
  });

  test("text is found in headers, bodies and answers", async () => {
    await made.post('{"needle":1}', { "x-trace": "HayStack" });
    const [{ id } = { id: 0 }] = await rows();
    for (const text of ["NEEDLE", "haystack", "shardId-00"])
      expect((await rows(`?text=${text}`)).map((row) => row.id)).toContain(id);
    expect(await rows("?text=nowhere-at-all")).toEqual([]);
  });
});

describe("a request that is sent again", () => {
  test("can be edited, and is a request like any other", async () => {
    await made.post('{"a":1}', { "x-keep": "1" });
    const { row } = await latest();
    const headers = [["Content-Type", "text/plain"]];
    const refused = await api.post<Replayed>(`/requests/${row.id}/replay`, { headers });
    expect(refused.status).toBe(415);
    const body = { encoding: "base64", text: Buffer.from('{"b":2}').toString("base64") };
    const { id, status } = await api.post<Replayed>(`/requests/${row.id}/replay`, { body, path: "/events?x=1" });
    expect(status).toBe(200);
    const way = await api.get<RequestWay>(`/requests/${id}`);
    expect(way.row).toMatchObject({ replayOf: row.id, query: "x=1", size: 7 });
    expect(way.request.body.text).toBe('{"b":2}');
    expect(way.request.headers).toContainEqual({ name: "x-keep", value: "1" });
    expect(way.request.headers.filter(({ name }) => name.toLowerCase() === "content-length")).toEqual([
      { name: "Content-Length", value: "7" },
    ]);
  });

  test("can be kept as a file, whose request can be sent", async () => {
    await made.post('{"keep":1}');
    const { row } = await latest();
    const { name, text } = await api.get<KeptFile>(`/requests/${row.id}/keep`);
    expect(name).toBe(`post-events-${row.id}.request.json`);
    const { request, status } = JSON.parse(text) as { request: object; status: number };
    expect(status).toBe(200);
    expect(await api.post<Replayed>("/send", request)).toMatchObject({ status: 200 });
    expect((await latest()).request.body.text).toBe('{"keep":1}');
  });

  test("as curl does the same", async () => {
    await made.post(`{"it's": "@x"}`, { "x-empty": "" });
    const { copies } = await latest();
    expect(copies.curl).toContain(`--data-raw '{"it'\\''s": "@x"}'`);
    expect(copies.curl).toContain("-H 'x-empty;'");
    expect(copies.curl).not.toMatch(/-H '?(host|content-length)/i);
    // `send` sends no header of this kind.
    expect(copies.send).toBeUndefined();
    await made.post("{}", {}, `${local.url}/_aws/execute-api/${made.apiId}/production/events?q=1`);
    expect((await latest()).copies.send).toBeUndefined();
    await made.post("{}");
    expect((await latest()).copies).toMatchObject({
      send: "printf %s '{}' | kp send - --content-type application/json --region ap-northeast-2",
      render: "printf %s '{}' | kp render - --content-type application/json --region ap-northeast-2",
    });
    await made.post("{}", {}, `${local.url}/_aws/execute-api/${made.apiId}/production/nowhere`);
    expect((await latest()).copies).toEqual({ curl: expect.any(String) });
  });
});

describe("a template that is tried on a request", () => {
  const render = async (text: string, id?: number) =>
    api.post<RenderResult>(`/requests/${id ?? (await rows())[0]?.id}/render`, { template: text });

  test("shows what it would store and where, and stores nothing", async () => {
    await made.post('{"a":"x"}');
    const view = () => made.kinesis("DescribeStreamSummary", { StreamName: "orders" });
    const before = (await rows()).length;
    const result = await render(
      '{"StreamName":"orders","PartitionKey":$input.json("$.a"),"Data":"$util.base64Encode("v2")"}',
    );
    expect(result).toMatchObject({
      records: [{ partitionKey: "x", shardId: "shardId-000000000001", data: { encoding: "text", data: "v2" } }],
      answer: { status: 200, text: '{"shard": "shardId-000000000001"}' },
    });
    expect(result.records[0]?.sequenceNumber).toBeUndefined();
    expect(result.refused).toBeUndefined();
    expect((await rows()).length).toBe(before);
    await view();
  });

  test("says what Kinesis would refuse", async () => {
    const { refused, records } = await render('{"StreamName":"other","PartitionKey":"a","Data":""}');
    expect(refused).toMatchObject({ phase: "integration", type: "ResourceNotFoundException" });
    expect(records).toEqual([]);
  });

  test("says where it is wrong", async () => {
    expect((await render("{\n  #if($x)\n")).fault).toMatchObject({
      line: expect.any(Number),
      message: expect.any(String),
    });
    expect((await render('$input.path("$.")')).fault ?? (await render('$input.path("$.")')).values).toBeDefined();
  });

  test("works on a request that was refused, too", async () => {
    await made.post("plain", { "Content-Type": "text/plain" });
    const { records } = await render(template);
    expect(records).toMatchObject([{ data: { encoding: "text", data: "plain" } }]);
  });
});

test("what is gone is said to be gone", async () => {
  await api.call("DELETE", "/requests");
  expect(await rows()).toEqual([]);
  for (let i = 0; i < 3; i++) await made.post("a".repeat(7_000_000), { "Content-Type": "text/plain" });
  const [last, , first] = await rows();
  expect([last?.gone, first?.gone]).toEqual([undefined, true]);
  const way = await api.get<RequestWay>(`/requests/${first?.id}`);
  expect(way.request.body).toMatchObject({ gone: true, text: "", size: 7_000_000 });
  expect(phase(way, "template").outcome).toBe("refused");
  expect((await api.call("POST", `/requests/${first?.id}/replay`, {})).json()).toMatchObject({ code: "gone" });
  expect((await api.call("GET", `/requests/${first?.id}/bytes/request`)).status).toBe(410);
});

test("a request is not shown to who has no token", async () => {
  expect((await ask(local, "/_local/api/requests/1")).status).toBe(401);
});
