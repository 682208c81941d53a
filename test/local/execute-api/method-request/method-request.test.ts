import { gzipSync, deflateSync, deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { StageKey } from "../../../../src/local/account/deployed.ts";
import { api, method, mock, stage } from "../deployment.ts";
import { bench, dataOf, signature } from "../bench.ts";

const json = { "Content-Type": "application/json" };

describe("AWS_IAM", () => {
  const { send } = bench(
    stage(api({ "/": { POST: method({ authorizationType: "AWS_IAM", integration: mock(200) }) } })),
  );

  test("refuses who does not sign", async () => {
    expect(await send()).toMatchObject({ status: 403, text: '{"message":"Missing Authentication Token"}' });
  });

  test.each([
    ["in a header", { headers: { ...json, Authorization: signature } }],
    [
      "in the query string",
      { query: "X-Amz-Credential=A%2F20260102%2Fap-northeast-2%2Fexecute-api%2Faws4_request&X-Amz-Signature=00" },
    ],
  ])("lets in who signs %s", async (_, request) => {
    expect((await send(request)).status).toBe(200);
  });
});

describe("an API key", () => {
  const key: StageKey = {
    keyId: "key1",
    value: "k".repeat(20),
    usagePlan: { id: "plan1", name: "plan", throttle: { rateLimit: 1, burstLimit: 2 }, methodThrottle: {} },
  };
  const locked = stage(api({ "/": { POST: method({ apiKeyRequired: true, integration: mock(200) }) } }));
  const apiKey = (apiId: string, stageName: string, value: string) =>
    apiId === "abcde12345" && stageName === "production" && value === key.value ? key : undefined;
  const headers = { ...json, "x-api-key": key.value };

  test("that is missing or unknown is forbidden", async () => {
    const { send } = bench(locked, { apiKey });
    expect(await send()).toMatchObject({ status: 403, text: '{"message":"Forbidden"}' });
    expect((await send({ headers: { ...json, "x-api-key": "other" } })).status).toBe(403);
  });

  test("that a usage plan opens the stage to is let in", async () => {
    expect((await bench(locked, { apiKey }).send({ headers })).status).toBe(200);
  });

  test("is throttled by its usage plan, and let in again when time has passed", async () => {
    const { send, clock } = bench(locked, { apiKey });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await send({ headers })).status);
    expect(statuses).toEqual([200, 200, 429]);
    clock.move(1000);
    expect((await send({ headers })).status).toBe(200);
  });

  test("has a quota for each day", async () => {
    const usagePlan = {
      id: "p",
      name: "p",
      quota: { limit: 1, offset: 0, period: "DAY" as const },
      methodThrottle: {},
    };
    const { send, clock } = bench(locked, { apiKey: () => ({ ...key, usagePlan }) });
    expect((await send({ headers })).status).toBe(200);
    expect(await send({ headers })).toMatchObject({ status: 429, text: '{"message":"Limit Exceeded"}' });
    clock.move(24 * 3_600_000);
    expect((await send({ headers })).status).toBe(200);
  });
});

describe("throttling by the stage", () => {
  const served = api({
    "/events": { POST: method({ integration: mock(200) }) },
    "/other": { POST: method({ integration: mock(200) }) },
  });

  test("allows a burst, then the rate", async () => {
    const { send, clock } = bench(
      stage(served, { methodSettings: { "~1events/POST": { throttlingBurstLimit: 2, throttlingRateLimit: 10 } } }),
    );
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await send({}, "/events")).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await send({}, "/other")).status).toBe(200);
    clock.move(100);
    expect((await send({}, "/events")).status).toBe(200);
    const refused = await send({}, "/events");
    expect(refused).toMatchObject({ status: 429, text: '{"message":"Too Many Requests"}' });
    expect(refused.headers).toMatchObject({ "x-amzn-ErrorType": "TooManyRequestsException" });
  });

  test("is none with -1, and begins anew when its limits change", async () => {
    const limits = (rate: number) => ({ "*/*": { throttlingBurstLimit: rate, throttlingRateLimit: rate } });
    const open = bench(stage(served, { methodSettings: limits(-1) }));
    expect((await open.send({}, "/events")).status).toBe(200);
    const shut = bench(stage(served, { methodSettings: limits(0) }));
    expect((await shut.send({}, "/events")).status).toBe(429);
    shut.clock.move(3_600_000);
    expect((await shut.send({}, "/events")).status).toBe(429);
  });

  test("can be set for all methods, each with a burst of its own", async () => {
    const { send } = bench(
      stage(served, { methodSettings: { "*/*": { throttlingBurstLimit: 1, throttlingRateLimit: 1 } } }),
    );
    expect((await send({}, "/events")).status).toBe(200);
    expect((await send({}, "/other")).status).toBe(200);
    expect((await send({}, "/events")).status).toBe(429);
  });
});

describe("a request validator", () => {
  const schema = JSON.stringify({
    type: "object",
    required: ["a", "b"],
    properties: { a: { type: "number" }, b: { type: "number" } },
  });
  const validated = bench(
    stage(
      api(
        {
          "/{id}": {
            POST: method({
              requestValidatorId: "v",
              requestParameters: {
                "method.request.path.id": true,
                "method.request.querystring.qs1": true,
                "method.request.header.x-header-param": true,
                "method.request.header.optional": false,
              },
              requestModels: { "application/json": "Pair" },
              integration: mock(200, {
                requestTemplates: { "application/json": '{"statusCode":200}', "text/plain": '{"statusCode":200}' },
              }),
            }),
          },
        },
        {
          models: { Pair: { contentType: "application/json", schema } },
          validators: { v: { validateRequestBody: true, validateRequestParameters: true } },
        },
      ),
    ),
  );
  const good = { query: "qs1=x", headers: { ...json, "X-Header-Param": "y" }, body: Buffer.from('{"a":1,"b":2}') };

  test("lets a complete request through", async () => {
    expect((await validated.send(good, "/7")).status).toBe(200);
  });

  test("names the parameters that are missing, before it looks at the payload", async () => {
    const response = await validated.send({ body: Buffer.from("{}") }, "/7");
    expect(response.status).toBe(400);
    expect(JSON.parse(response.text)).toEqual({
      message: "Missing required request parameters: [x-header-param, qs1]",
    });
    expect(response.headers).toMatchObject({ "x-amzn-ErrorType": "BadRequestException" });
  });

  test.each([
    ["a payload that lacks a property", '{"a":1}'],
    ["a property of the wrong type", '{"a":1,"b":"2"}'],
    ["a payload that is no JSON", "a=1"],
    ["an empty payload", ""],
  ])("refuses %s", async (_, body) => {
    const response = await validated.send({ ...good, body: Buffer.from(body) }, "/7");
    expect(response).toMatchObject({ status: 400, text: '{"message": "Invalid request body"}' });
  });

  test("does not look at a payload of a type without a model", async () => {
    const headers = { ...good.headers, "Content-Type": "text/plain" };
    expect((await validated.send({ ...good, headers, body: Buffer.from("a=1") }, "/7")).status).toBe(200);
  });
});

describe("a content coding", () => {
  const tutorial = stage(api({ "/": { POST: method() } }));
  const text = '{"packed":"예"}';

  test.each([
    ["gzip", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["identity", Buffer.from(text)],
  ])("%s is taken off before the template sees the payload", async (coding, body) => {
    const { send, calls } = bench(tutorial);
    await send({ headers: { ...json, "Content-Encoding": coding }, body });
    expect(dataOf(calls[0]).toString()).toBe(text);
  });

  test.each([
    ["that API Gateway does not know", "br", Buffer.from(text)],
    ["that API Gateway does not know", "zstd", Buffer.from(text)],
    ["that API Gateway does not know", "snappy", Buffer.from(text)],
    ["that API Gateway does not know", "gzip, br", Buffer.from(text)],
    ["that is broken", "gzip", Buffer.from(text)],
  ])("%s is an unsupported media type", async (_, coding, body) => {
    const { send, calls } = bench(tutorial);
    const response = await send({ headers: { ...json, "Content-Encoding": coding }, body });
    expect(response).toMatchObject({ status: 415, text: '{"message": "Unsupported Media Type"}' });
    expect(calls).toEqual([]);
  });

  test.each(["gzip", "br", "snappy"])("of an empty body is not looked at: %s", async (coding) => {
    const { send, calls } = bench(tutorial);
    const response = await send({ headers: { ...json, "Content-Encoding": coding }, body: Buffer.alloc(0) });
    expect(response.status).toBe(200);
    expect(dataOf(calls[0]).toString()).toBe("{}");
  });

  test("that unpacks to more than 10 MB is too long", async () => {
    const { send } = bench(tutorial);
    const body = gzipSync(Buffer.alloc(10_485_761));
    expect((await send({ headers: { ...json, "Content-Encoding": "gzip" }, body })).status).toBe(413);
  });
});
