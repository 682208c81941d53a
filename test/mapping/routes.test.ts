import { describe, expect, test } from "vitest";
import { routes } from "../../src/mapping/routes.ts";
import { contentTypes } from "../../src/mapping/content-types.ts";
import { run } from "./rendering.ts";
import { around, settings } from "./route-settings.ts";

const all = { ...settings, path: "/in", batchPath: "/many", cors: ["*"] };

test("each route that is asked for is one entry, with a preflight on each path", () => {
  const places = (asked: typeof settings) =>
    routes(asked, around).map(({ kind, httpMethod, path }) => `${kind}: ${httpMethod} ${path}`);
  expect(places(settings)).toEqual(["put: POST /"]);
  expect(places(all)).toEqual([
    "put: POST /in",
    "batch: POST /many",
    "preflight: OPTIONS /in",
    "preflight: OPTIONS /many",
  ]);
});

test("each bears the proxy's mark, in characters that API Gateway takes", () => {
  const marks = routes({ ...all, name: "my-proxy.1" }, around).map(({ method }) => method.operationName);
  expect(new Set(marks)).toEqual(
    new Set(["kinesisProxy_my_proxy_1_put", "kinesisProxy_my_proxy_1_batch", "kinesisProxy_my_proxy_1_preflight"]),
  );
});

test("each answers only with a status, and only with headers, that its method declares", () => {
  for (const { method, integration } of routes({ ...all, status: { accepted: 202 } }, around))
    for (const [status, { headers }] of Object.entries(integration.responses)) {
      const declared = method.responses[status]?.map((name) => `method.response.header.${name}`);
      expect(declared).toEqual(expect.arrayContaining(Object.keys(headers)));
    }
});

describe("a preflight", () => {
  const preflight = (more: Partial<typeof settings>) =>
    routes({ ...all, ...more }, around).find(({ kind }) => kind === "preflight");

  test("allows the methods of its path, and the headers that a page may send", () => {
    const asked = preflight({
      partitionKey: { type: "header", name: "X-Tenant" },
      envelope: { headers: ["X-Trace"] },
      corsHeaders: ["X-Own", "CONTENT-TYPE"],
    });
    const { headers = {} } = asked?.integration.responses["200"] ?? {};
    expect(headers["method.response.header.Access-Control-Allow-Methods"]).toBe("'POST,OPTIONS'");
    expect(headers["method.response.header.Access-Control-Allow-Headers"]).toMatch(
      /^'Content-Type,Content-Encoding,.*,X-Trace,X-Tenant,X-Own'$/,
    );
    expect(asked?.integration.requestTemplates).toEqual({ "application/json": '{"statusCode": 200}' });
  });

  test("allows credentials where they are asked for", () => {
    const headers = (more: Partial<typeof settings>) => preflight(more)?.integration.responses["200"]?.headers;
    const name = "method.response.header.Access-Control-Allow-Credentials";
    expect(headers({ cors: ["https://a.example"], corsCredentials: true })?.[name]).toBe("'true'");
    expect(headers({ cors: ["https://a.example"] })?.[name]).toBeUndefined();
  });

  test("asks for neither a signature nor a key, which browsers do not send with it", () => {
    const asked = preflight({ auth: "AWS_IAM", apiKey: true });
    expect(asked?.method).toMatchObject({ authorization: "NONE", apiKeyRequired: false });
  });
});

test("JSON bodies must fit the schema, and no others", () => {
  const schema = { model: "Event", validatorId: "v1" };
  const [event] = routes({ ...settings, accept: ["application/json", "text/plain"] }, { ...around, schema });
  expect(event?.method).toMatchObject({ validatorId: "v1", models: { "application/json": "Event" } });
  expect(routes(settings, around)[0]?.method).toMatchObject({ validatorId: undefined, models: undefined });
});

test.each([
  ["aws", "eu-west-1"],
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
])("an integration calls Kinesis in its own partition, %s", (partition, region) => {
  const uris = routes({ ...all, cors: [] }, { ...around, partition, region }).map(({ integration }) => integration.uri);
  const action = `arn:${partition}:apigateway:${region}:kinesis:action`;
  expect(uris).toEqual([`${action}/PutRecord`, `${action}/PutRecords`]);
});

test("NDJSON comes as its own types, as JSON and as any text that is accepted; Firehose is answered 200", () => {
  const batch = (more: Partial<typeof settings>) =>
    routes({ ...all, ...more }, around).find(({ kind }) => kind === "batch");
  const lines = batch({ batchFrom: { type: "ndjson" }, accept: ["text/plain", "image/png"] });
  expect(Object.keys(lines?.integration.requestTemplates ?? {})).toEqual([
    "application/json",
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "text/plain",
  ]);
  const firehose = batch({ batchFrom: { type: "firehose" }, status: { accepted: 204 } });
  expect(firehose?.integration.responses["200"]?.selectionPattern).toBe("2\\d{2}");
});

test("no body reaches Kinesis as its sender's own call, whatever its content type", () => {
  const kinesis = ["application/x-amz-json-1.1", "application/x-amz-cbor-1.1"];
  for (const { integration } of routes({ ...all, accept: [...contentTypes(["any"]), ...kinesis] }, around)) {
    expect(integration.passthrough).toBe("NEVER");
    if (integration.type !== "AWS") continue;
    expect(integration.requestParameters).toEqual({
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
    });
    for (const template of new Set(Object.values(integration.requestTemplates))) {
      const body = JSON.stringify({ StreamName: "other", Data: "e30=", PartitionKey: "mine", Records: [] });
      expect(JSON.parse(run(template, { body }).text)).toMatchObject({ StreamName: settings.streamName });
      expect(run(template, { body }).text).not.toContain("other");
    }
  }
});

test("bytes are made text for the template, where the endpoint accepts any", () => {
  const handling = (accept: readonly string[]) =>
    routes({ ...settings, accept }, around)[0]?.integration.contentHandling;
  expect(handling(["application/json", "text/plain"])).toBe("");
  expect(handling(["application/json", "image/png"])).toBe("CONVERT_TO_TEXT");
});
