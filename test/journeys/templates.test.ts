import { request as httpRequest } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Fault } from "../../src/local/fault.ts";
import { kinesisSettings } from "../../src/local/kinesis/index.ts";
import { batchResponseMappings } from "../../src/mapping/response/batch-response-mappings.ts";
import { putRecordsTemplate } from "../../src/mapping/request/put-records-template.ts";
import { corsHeaders, corsOf, gatewayResponses } from "../../src/mapping/cors.ts";
import { parsePartitionKey } from "../../src/mapping/request/partition-key.ts";
import { preflightRoute } from "../../src/mapping/preflight-route.ts";
import { putRecordTemplate, type RecordRequest } from "../../src/mapping/request/put-record-template.ts";
import { responseMappings } from "../../src/mapping/response/response-mappings.ts";
import { anyBody, anyText } from "../mapping/values.ts";
import { settings } from "../mapping/route-settings.ts";
import { endpoint, stored, streamName, type Route } from "./endpoint.ts";
import { post, world } from "./world.ts";
import { declaredStatuses } from "../../src/mapping/response/statuses.ts";

const STATUSES = declaredStatuses();

const runs = 300;
/** Milliseconds: a test that sends that many requests has longer than others. */
const patience = 120_000;

function single(path: string, more: Partial<RecordRequest> = {}): Route {
  const template = putRecordTemplate({ streamName, ...more });
  return {
    path,
    action: "PutRecord",
    requestTemplates: { "application/json": template, "application/octet-stream": template },
    responses: responseMappings({ type: "empty" }),
    statuses: STATUSES,
  };
}

const batch: Route = {
  path: "batch",
  action: "PutRecords",
  requestTemplates: { "application/json": putRecordsTemplate({ streamName }) },
  responses: batchResponseMappings({ type: "receipt" }),
  statuses: STATUSES,
};

const sorted = (all: readonly string[]): string[] => [...all].sort();
const pairs = (all: readonly { readonly key: string; readonly data: Buffer }[]): string[] =>
  sorted(all.map(({ key, data }) => JSON.stringify([key, data.toString()])));
const cut = (value: string): string =>
  value.slice(0, value.length > 256 && value.codePointAt(255)! > 0xffff ? 255 : 256);

test("whatever a sender sends is stored byte for byte", { timeout: patience }, async () => {
  const aws = await world();
  const url = await endpoint(aws, [single("")]);
  const bodies = fc.sample(fc.oneof(anyText, anyBody), runs).filter((body) => body !== "");
  for (const body of bodies) expect((await post(url, body)).status).toBe(200);
  const records = await stored(aws.clients);
  expect(sorted(records.map(({ data }) => data.toString()))).toEqual(sorted(bodies));
  expect(new Set(records.map(({ shard }) => shard)).size).toBe(2);
});

test("bytes are stored byte for byte, those of JSON too", { timeout: patience }, async () => {
  const aws = await world();
  const route = { ...single("", { binary: true }), contentHandling: "CONVERT_TO_TEXT" as const };
  const url = await endpoint(aws, [route], { binaryMediaTypes: ["*/*"] });
  const bodies = fc.sample(fc.uint8Array({ maxLength: 300 }), runs).map((bytes) => Buffer.from(bytes));
  for (const [at, body] of bodies.entries()) {
    const type = at % 2 === 0 ? "application/octet-stream" : "application/json";
    const answer = await fetch(url, { method: "POST", headers: { "content-type": type }, body: new Uint8Array(body) });
    expect(answer.status).toBe(200);
  }
  const hex = (all: readonly Buffer[]): string[] => sorted(all.map((bytes) => bytes.toString("hex")));
  const expected = bodies.map((body) => (body.length === 0 ? Buffer.from("{}") : body));
  expect(hex((await stored(aws.clients)).map(({ data }) => data))).toEqual(hex(expected));
});

test("a sender that accepts a binary type first reads the answer, and not 500 for what is stored", async () => {
  const aws = await world();
  const url = await endpoint(aws, [single("")], { binaryMediaTypes: ["image/png"] });
  const answer = await post(url, "{}", { Accept: "image/png, */*" });
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: "" });
  expect(await stored(aws.clients)).toHaveLength(1);
});

test("each record is under the key that its sender gave", { timeout: patience }, async () => {
  const aws = await world();
  const key = (source: string) => ({ partitionKey: parsePartitionKey(source) });
  const url = await endpoint(aws, [
    single("header", key("header:X-Tenant")),
    single("query", key("query:te nant")),
    single("{tenant}", key("path:tenant")),
    single("body", key("body:$.tenant")),
    single("constant", key('constant:it\'s "one"')),
  ]);
  const wanted: string[] = [];
  // The parser that templates use leaves DEL out of a string with escapes.
  const values = fc
    .sample(anyText, runs)
    .map((value) => value.replaceAll("\u007f", ""))
    .filter((value) => value !== "");
  const send = async (path: string, body: string, key: string, headers: Readonly<Record<string, string>> = {}) => {
    wanted.push(JSON.stringify([cut(key), body]));
    expect((await post(`${url}/${path}`, body, headers)).status).toBe(200);
  };
  for (const [at, value] of values.entries()) {
    // What a header may hold: no control characters, no space at its ends.
    const text = value.replace(/[^\x20-\x7e]/g, "x").trim() || "x";
    await Promise.all([
      send("body", JSON.stringify({ tenant: value }), value),
      send(`query?te%20nant=${encodeURIComponent(value)}`, `{"query":${at}}`, value),
      send("header", `{"header":${at}}`, text, { "X-Tenant": text }),
    ]);
  }
  await send("constant", "{}", 'it\'s "one"');
  for (const segment of ["acme", "a'b", 'a"b', "a\\b", "서울😀", "$context.requestId"])
    await send(encodeURIComponent(segment), JSON.stringify({ segment }), segment);
  expect(pairs(await stored(aws.clients))).toEqual(sorted(wanted));
});

test(
  "a batch is stored element by element, exactly as written, and what is no batch is 400 and stored nowhere",
  { timeout: patience },
  async () => {
    const aws = await world();
    const url = `${await endpoint(aws, [batch])}/batch`;
    const element = fc.oneof(fc.json(), fc.constantFrom("1.0", "1e400", "12345678901234567890", '{"a":"b,]"}'));
    const batches = fc.sample(fc.array(element, { minLength: 1, maxLength: 20 }), runs);
    for (const all of batches) {
      const answer = await post(url, `[${all.join(" , ")}]`);
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toHaveLength(all.length);
    }
    const most = Array.from({ length: 500 }, (_, index) => String(index));
    expect((await post(url, `{"records":[${most.join()}]}`)).status).toBe(200);
    for (const body of [
      "",
      "{}",
      "[]",
      "[1",
      "1",
      "text",
      '{"records":1}',
      `[${most.join()},1]`,
      `[${"1,".repeat(5000)}1]`,
    ]) {
      const refused = await post(url, body);
      expect({ body: body.slice(0, 20), status: refused.status }).toEqual({ body: body.slice(0, 20), status: 400 });
      expect(refused.body).toContain("1 to 500 elements");
    }
    const records = await stored(aws.clients);
    expect(sorted(records.map(({ data }) => data.toString()))).toEqual(sorted([...batches.flat(), ...most]));
    expect(new Set(records.map(({ shard }) => shard)).size).toBe(2);
  },
);

test("a batch of which a part fails is 429, with the failed ones named; sent again, all is there", async () => {
  const aws = await world();
  const url = `${await endpoint(aws, [batch])}/batch`;
  const settings = aws.local.account.corner(kinesisSettings, "");
  settings.entryRefusal = (_, index) =>
    index % 2 === 1 ? new Fault("ProvisionedThroughputExceededException", "Rate exceeded.") : undefined;
  const events = ["a", "b", "c", "d"];
  const partly = await post(url, JSON.stringify(events));
  expect({ status: partly.status, retry: partly.headers.get("retry-after") }).toEqual({ status: 429, retry: "1" });
  const { failed } = JSON.parse(partly.body) as { readonly failed: readonly { readonly index: number }[] };
  expect(failed.map(({ index }) => index)).toEqual([1, 3]);
  settings.entryRefusal = undefined;
  expect((await post(url, JSON.stringify(failed.map(({ index }) => events[index])))).status).toBe(200);
  const texts = (await stored(aws.clients)).map(({ data }) => JSON.parse(data.toString()) as string);
  expect(sorted(texts)).toEqual(events);
});

test.each([
  ["one origin", ["https://app.example.com"]],
  ["one of several", ["https://other.example", "https://app.example.com"]],
])("a page of %s may use the endpoint, and reads its refusals", async (_, origins) => {
  const cors = corsOf(origins);
  const partitionKey = { type: "header", name: "X-Tenant" } as const;
  const preflight = preflightRoute({ ...settings, cors: origins, partitionKey }, "/b", ["POST"]);
  const { httpMethod = "OPTIONS", method, integration } = preflight ?? {};
  const { requestTemplates = {}, responses = {} } = integration ?? {};
  const headers = method?.responses["200"] ?? [];
  const aws = await world();
  const url = await endpoint(
    aws,
    [
      {
        ...single("a"),
        responses: responseMappings({ type: "empty" }, { cors, status: { accepted: 202 } }),
        statuses: [...STATUSES, "202"],
        headers: corsHeaders(cors),
      },
      { path: "b", httpMethod, requestTemplates, responses, headers, statuses: ["200"] },
    ],
    { gatewayResponses: gatewayResponses(cors) },
  );
  const from = (origin: string) => ({ Origin: origin });
  const page = "https://app.example.com";
  const allowed = ({ headers: all }: Awaited<ReturnType<typeof post>>) => all.get("access-control-allow-origin");
  const answer = await post(`${url}/a`, "{}", from(page));
  expect({ status: answer.status, body: answer.body, allowed: allowed(answer) }).toEqual({
    status: 202,
    body: "",
    allowed: page,
  });
  const asked = await optionsOf(`${url}/b`, from(page));
  expect(asked.status).toBe(200);
  expect(asked.headers).toMatchObject({
    "access-control-allow-origin": page,
    "access-control-allow-methods": "POST,OPTIONS",
    "access-control-allow-headers": expect.stringContaining("X-Tenant"),
  });
  const refused = await post(`${url}/a`, "<a/>", { "content-type": "text/xml", ...from(page) });
  expect({ status: refused.status, allowed: allowed(refused) }).toEqual({
    status: 415,
    allowed: origins.length === 1 ? page : "*",
  });
  expect(JSON.parse(refused.body)).toHaveProperty("message");
  if (origins.length > 1) expect(allowed(await post(`${url}/a`, "{}", from("https://evil.example")))).toBeNull();
});

/** fetch sets no Origin of its own on OPTIONS. */
function optionsOf(url: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ status: number | undefined; headers: unknown }>((resolve, reject) => {
    const asking = httpRequest(url, { method: "OPTIONS", headers }, (answer) => {
      answer.resume().once("end", () => resolve({ status: answer.statusCode, headers: answer.headers }));
    });
    asking.once("error", reject).end();
  });
}
