import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { DeployedIntegrationResponse, DeployedMethod } from "../../../../src/local/account/deployed.ts";
import { api, integration, method, mock, stage } from "../deployment.ts";
import { answer, bench } from "../bench.ts";

function entry(
  changes: Partial<DeployedIntegrationResponse> & { readonly statusCode: string },
): DeployedIntegrationResponse {
  return { responseParameters: {}, responseTemplates: {}, ...changes };
}

function declared(...statuses: readonly string[]): DeployedMethod["methodResponses"] {
  return Object.fromEntries(statuses.map((status) => [status, { responseParameters: {}, responseModels: {} }]));
}

/** The service's answer through these integration responses. */
function answering(
  status: number,
  body: unknown,
  responses: readonly DeployedIntegrationResponse[],
  statuses?: readonly string[],
  headers: Readonly<Record<string, string>> = {},
) {
  const integrationResponses = Object.fromEntries(responses.map((one) => [one.statusCode, one]));
  const methodResponses = declared(...(statuses ?? responses.map(({ statusCode }) => statusCode)));
  return bench(
    stage(api({ "/": { POST: method({ methodResponses, integration: integration({ integrationResponses }) }) } })),
    {
      call: () => {
        const plain = answer(status, body);
        return Promise.resolve({ ...plain, headers: { ...plain.headers, ...headers } });
      },
    },
  );
}

describe("the integration response is chosen by the status", () => {
  const entries = [
    entry({ statusCode: "200" }),
    entry({ statusCode: "429", selectionPattern: "4\\d{2}" }),
    entry({ statusCode: "502", selectionPattern: "5\\d{2}" }),
  ];
  test.each([
    [200, 200],
    [201, 200],
    [400, 429],
    [500, 502],
    [503, 502],
  ])("%i becomes %i", async (status, expected) => {
    expect((await answering(status, {}, entries).send()).status).toBe(expected);
  });

  test("no match and no default is an internal error", async () => {
    const only = [entry({ statusCode: "400", selectionPattern: "4\\d{2}" })];
    expect(await answering(200, {}, only).send()).toMatchObject({
      status: 500,
      text: '{"message": "Internal server error"}',
    });
  });

  test("a status that the method does not declare is an internal error", async () => {
    expect((await answering(200, {}, [entry({ statusCode: "202" })], ["200"]).send()).status).toBe(500);
  });
});

describe("the response template", () => {
  const responseTemplates = { "application/json": '{"id":"$input.path(\'$.ShardId\')"}', "text/plain": "T" };
  const { send } = answering(200, { ShardId: "s1" }, [entry({ statusCode: "200", responseTemplates })]);
  test.each([
    [undefined, "application/json", '{"id":"s1"}'],
    ["*/*", "application/json", '{"id":"s1"}'],
    ["text/plain, application/json", "text/plain", "T"],
    ["text/plain;q=0.5", "text/plain", "T"],
    ["application/xml", "application/json", '{"id":"s1"}'],
  ])("for Accept %s is that of %s", async (accept, type, text) => {
    const headers = { "Content-Type": "application/json", ...(accept === undefined ? {} : { Accept: accept }) };
    const response = await send({ headers });
    expect(response.text).toBe(text);
    expect(response.headers).toMatchObject({ "Content-Type": type });
  });

  test("that renders nothing gives an empty body, unlike an empty one", async () => {
    const nothing = { "application/json": "#set($x = 0)" };
    const { send: sendEmpty } = answering(200, { a: 1 }, [entry({ statusCode: "200", responseTemplates: nothing })]);
    expect((await sendEmpty()).text).toBe("");
    const { send: sendNull } = answering(200, { a: 1 }, [
      entry({ statusCode: "200", responseTemplates: { "application/json": null } }),
    ]);
    expect((await sendNull()).text).toBe('{"a":1}');
  });

  test("knows the service's own id of the call", async () => {
    const template = { "application/json": "$context.awsEndpointRequestId" };
    const responses = [entry({ statusCode: "200", responseTemplates: template })];
    const { send: sendIt } = answering(200, {}, responses, undefined, { "x-amzn-RequestId": "its-id" });
    expect((await sendIt()).text).toBe("its-id");
  });

  test("knows the request's parameters and context", async () => {
    const template = { "application/json": "$input.params('q') $context.stage $context.identity.userAgent" };
    const { send: sendIt } = answering(200, {}, [entry({ statusCode: "200", responseTemplates: template })]);
    const headers = { "Content-Type": "application/json", "User-Agent": "curl/8.0" };
    expect((await sendIt({ query: "q=x%20y", headers })).text).toBe("x y production curl/8.0");
  });
});

test("headers are mapped from the answer, the context and constants", async () => {
  const responseParameters = {
    "method.response.header.X-Shard": "integration.response.body.ShardId",
    "method.response.header.X-Type": "integration.response.header.Content-Type",
    "method.response.header.X-Stage": "context.stage",
    "method.response.header.Retry-After": "'1'",
    "method.response.header.X-None": "integration.response.header.none",
    "method.response.header.Content-Type": "'text/plain'",
  };
  const { headers } = await answering(200, { ShardId: "s1" }, [
    entry({ statusCode: "200", responseParameters }),
  ]).send();
  expect(headers).toMatchObject({
    "X-Shard": "s1",
    "X-Type": "application/x-amz-json-1.1",
    "X-Stage": "production",
    "Retry-After": "1",
    "Content-Type": "text/plain",
  });
  expect(headers).not.toHaveProperty("X-None");
});

describe("overrides", () => {
  test("change status and headers after the template is done", async () => {
    const template = '#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X-A = "b")done';
    const { send } = answering(200, {}, [
      entry({ statusCode: "200", responseTemplates: { "application/json": template } }),
    ]);
    const response = await send();
    expect(response).toMatchObject({ status: 418, text: "done" });
    expect(response.headers).toMatchObject({ "X-A": "b" });
  });

  test("can be set by the request template, too", async () => {
    const template = '#set($context.responseOverride.status = 202){"statusCode": 200}';
    const { send } = bench(
      stage(
        api({
          "/": { POST: method({ integration: mock(200, { requestTemplates: { "application/json": template } }) }) },
        }),
      ),
    );
    expect((await send()).status).toBe(202);
  });

  test.each(['"x"', "99", "600"])("to %s are passed over", async (status) => {
    const template = `#set($context.responseOverride.status = ${status})ok`;
    const { send } = answering(200, {}, [
      entry({ statusCode: "200", responseTemplates: { "application/json": template } }),
    ]);
    expect((await send()).status).toBe(200);
  });
});

describe("an answer as text or bytes, by what it is, what is accepted first, and the content handling", () => {
  const bytes = Buffer.from([0, 255, 10]);
  const base64 = bytes.toString("base64");
  const served = (type: string, body: string | Buffer, response: Partial<DeployedIntegrationResponse>) => {
    const integrationResponses = { "200": entry({ statusCode: "200", ...response }) };
    const methods = { "/": { POST: method({ integration: integration({ integrationResponses }) }) } };
    return bench(stage(api(methods, { binaryMediaTypes: ["image/png"] })), {
      call: () => Promise.resolve({ status: 200, headers: { "Content-Type": type }, body }),
    });
  };
  const accepting = (Accept: string) => ({ headers: { "Content-Type": "application/json", Accept } });
  const [text, image] = ["application/json", "image/png, text/html"];

  test.each<[string, string | Buffer, string, DeployedIntegrationResponse["contentHandling"], string | Buffer | 500]>([
    ["text/plain", base64, text, undefined, base64],
    ["text/plain", base64, text, "CONVERT_TO_BINARY", bytes],
    ["text/plain", "{}", text, "CONVERT_TO_TEXT", "{}"],
    ["text/plain", base64, image, undefined, bytes],
    ["text/plain", base64, image, "CONVERT_TO_BINARY", bytes],
    ["text/plain", "{}", image, "CONVERT_TO_TEXT", "{}"],
    ["text/plain", "{}", image, undefined, 500],
    ["text/plain", "{}", text, "CONVERT_TO_BINARY", 500],
    ["image/png", bytes, text, undefined, base64],
    ["image/png", bytes, text, "CONVERT_TO_BINARY", bytes],
    ["image/png", bytes, text, "CONVERT_TO_TEXT", base64],
    ["image/png", bytes, image, undefined, bytes],
    ["image/png", bytes, image, "CONVERT_TO_BINARY", bytes],
    ["image/png", bytes, image, "CONVERT_TO_TEXT", base64],
  ])("%s %j, accepting %s, with %s", async (type, body, accept, contentHandling, expected) => {
    const handling = contentHandling === undefined ? {} : { contentHandling };
    const got = await served(type, body, handling).send(accepting(accept));
    if (expected === 500) expect(got.status).toBe(500);
    else expect(Buffer.from(got.body)).toEqual(Buffer.from(expected));
  });

  test("a template reads text as it is with CONVERT_TO_TEXT, and no bytes", async () => {
    const responseTemplates = { "application/json": "$input.path('$.a')" };
    const asText = served(text, '{"a":"b"}', { responseTemplates, contentHandling: "CONVERT_TO_TEXT" });
    expect((await asText.send(accepting(image))).text).toBe("b");
    expect((await served(text, "e30=", { responseTemplates }).send(accepting(image))).status).toBe(500);
  });
});

describe("a MOCK integration", () => {
  test.each([
    ['{"statusCode": 200}', 200],
    ["{ statusCode: 200 }", 200],
    ['{"statusCode": "200", "more": [1]}', 200],
    ["{}", 500],
    ["nothing", 500],
  ])("rendering %s answers %i", async (template, status) => {
    const { send } = bench(
      stage(
        api({
          "/": { POST: method({ integration: mock(200, { requestTemplates: { "application/json": template } }) }) },
        }),
      ),
    );
    const response = await send();
    expect(response.status).toBe(status);
    if (status === 200) expect(response.text).toBe("");
    expect(response.headers).not.toHaveProperty("X-Amzn-Trace-Id");
  });
});

test("a large answer is sent as gzip to those who take it, where the API says from which size", async () => {
  const template = { "application/json": "x".repeat(100) };
  const responses = { "200": entry({ statusCode: "200", responseTemplates: template }) };
  const served = api(
    { "/": { POST: method({ integration: mock(200, { integrationResponses: responses }) }) } },
    { minimumCompressionSize: 50 },
  );
  const { send } = bench(stage(served));
  const packed = await send({ headers: { "Content-Type": "application/json", "Accept-Encoding": "gzip, br" } });
  expect(packed.headers).toMatchObject({ "Content-Encoding": "gzip" });
  expect(gunzipSync(packed.body).toString()).toBe("x".repeat(100));
  expect((await send()).text).toBe("x".repeat(100));
});
