import { describe, expect, test } from "vitest";
import { api, integration, method, mock, stage } from "./deployment.ts";
import { answer, bench, dataOf, received, request } from "./bench.ts";

const tutorial = stage(api({ "/": { POST: method() } }));

describe("the tutorial's method", () => {
  test("puts the payload into the stream as the integration's role", async () => {
    const { send, calls } = bench(tutorial);
    await send({ body: Buffer.from('{"event_name":"af_cross_promotion"}') });
    expect(calls).toMatchObject([{ service: "kinesis", region: "ap-northeast-2" }]);
    expect(calls[0]?.request.headers).toMatchObject({
      "x-amz-target": "Kinesis_20131202.PutRecord",
      "content-type": "application/x-amz-json-1.1",
      "user-agent": "AmazonAPIGateway_abcde12345",
    });
    expect(JSON.parse(calls[0]?.request.body.toString() ?? "")).toEqual({
      StreamName: "api-gateway-kinesis-proxy",
      Data: Buffer.from('{"event_name":"af_cross_promotion"}').toString("base64"),
      PartitionKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test("answers with what Kinesis answered, since an empty template passes it through", async () => {
    const responses = {
      "200": { statusCode: "200", responseParameters: {}, responseTemplates: { "application/json": null } },
    };
    const { send } = bench(
      stage(api({ "/": { POST: method({ integration: integration({ integrationResponses: responses }) }) } })),
    );
    const response = await send();
    expect(response.status).toBe(200);
    expect(JSON.parse(response.text)).toEqual(received);
  });

  test("answers with its ids and a trace", async () => {
    const { headers } = await bench(tutorial).send();
    expect(headers).toEqual({
      "Content-Type": "application/json",
      "x-amzn-RequestId": expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      "x-amz-apigw-id": expect.stringMatching(/^[\w+/]{15}=$/),
      "X-Amzn-Trace-Id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    });
  });

  test("does the same with and without a slash behind the stage", async () => {
    const { send } = bench(tutorial);
    expect((await send({}, "")).status).toBe(200);
    expect((await send({}, "/")).status).toBe(200);
  });
});

describe("the payload arrives byte for byte", () => {
  test.each([
    ["JSON with white space and odd numbers", '{ "a" : 1.0e2,\r\n\t"a":2 }'],
    ["Korean and emoji", '{"이름":"홍길동 😀👩‍👩‍👧"}'],
    ["text that is no JSON", "name=a&b=1 <xml/> $input.body #if ${x} \\"],
    ["900 KB", `"${"가나다 abc ".repeat(60_000)}"`.slice(0, 400_000)],
  ])("%s", async (_, text) => {
    const { send, calls } = bench(tutorial);
    await send({ body: Buffer.from(text) });
    expect(dataOf(calls[0]).toString("utf8")).toBe(text);
  });

  test("as {} when there is none", async () => {
    const { send, calls } = bench(tutorial);
    await send({ body: Buffer.alloc(0) });
    expect(dataOf(calls[0]).toString()).toBe("{}");
  });
});

describe("ids", () => {
  const id = "01234567-89ab-cdef-0123-456789abcdef";

  test("a caller can choose the request id, and with it the tutorial's partition key", async () => {
    const { send, calls } = bench(tutorial);
    const { headers } = await send({ headers: { "Content-Type": "application/json", "x-amzn-RequestId": id } });
    expect(headers["x-amzn-RequestId"]).toBe(id);
    expect(calls[0]?.request.body.toString()).toContain(`"PartitionKey": "${id}"`);
  });

  test("what is no UUID is not taken for a request id", async () => {
    const { headers } = await bench(tutorial).send({ headers: { "x-amzn-RequestId": "mine" } });
    expect(headers["x-amzn-RequestId"]).not.toBe("mine");
  });

  test("the extended request id of the answer is the one that templates see", async () => {
    const template = { "application/json": '{"id":"$context.extendedRequestId"}' };
    const responses = { "200": { statusCode: "200", responseParameters: {}, responseTemplates: template } };
    const { send } = bench(
      stage(api({ "/": { POST: method({ integration: integration({ integrationResponses: responses }) }) } })),
    );
    const { headers, text } = await send({ headers: { "x-amz-apigw-id": "mine" } });
    expect(JSON.parse(text)).toEqual({ id: headers["x-amz-apigw-id"] });
  });
});

describe("what is not there", () => {
  test("a stage that the API does not have is forbidden", async () => {
    const { executeApi } = bench(tutorial);
    const response = await executeApi.invoke(request(), { apiId: "abcde12345", stage: "none", path: "/" });
    expect(response).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(response.headers).toMatchObject({ "x-amzn-ErrorType": "ForbiddenException" });
  });

  test("an API that does not exist is named in the answer", async () => {
    const { executeApi } = bench(tutorial);
    const response = await executeApi.invoke(request(), { apiId: "zzz", stage: "production", path: "/" });
    expect(response.status).toBe(404);
    expect(String(response.body)).toContain("zzz");
  });

  test("a switched-off default endpoint is forbidden", async () => {
    const { send } = bench(stage(api({ "/": { POST: method() } }, { disableExecuteApiEndpoint: true })));
    expect(await send()).toMatchObject({ status: 403, text: '{"message":"Forbidden"}' });
  });
});

describe("sizes", () => {
  test("a payload of 10,485,760 bytes is served", async () => {
    const { send } = bench(stage(api({ "/": { POST: method({ integration: mock(200) }) } })));
    expect((await send({ body: Buffer.alloc(10_485_760, "a") })).status).toBe(200);
  });

  test("one byte more is refused in the words of the front", async () => {
    const { send, calls } = bench(tutorial);
    const response = await send({ body: Buffer.alloc(10_485_761) });
    expect(response).toMatchObject({ status: 413, text: "HTTP content length exceeded 10485760 bytes." });
    expect(response.headers).toEqual({ "Content-Type": "text; charset=utf-8" });
    expect(calls).toEqual([]);
  });
});

describe("the integration", () => {
  test("a role that API Gateway may not assume is an internal error that tells the caller nothing", async () => {
    const { send } = bench(tutorial, { assume: () => undefined });
    const response = await send();
    expect(response).toMatchObject({ status: 500, text: '{"message": "Internal server error"}' });
    expect(response.headers).toMatchObject({ "x-amzn-ErrorType": "InternalServerErrorException" });
    expect(response.headers).not.toHaveProperty("X-Amzn-Trace-Id");
  });

  test("an answer that does not come in time is 504", async () => {
    const { send, clock } = bench(tutorial, { call: () => new Promise(() => undefined) });
    const pending = send();
    clock.move(28_999);
    clock.move(1);
    expect(await pending).toMatchObject({ status: 504, text: '{"message": "Endpoint request timed out"}' });
  });

  test("a thousand answered requests set one timer, not a thousand", async () => {
    const { send, timersSet } = bench(tutorial);
    for (let count = 0; count < 1000; count++) await send();
    expect(timersSet()).toBe(1);
  });

  test("an error of the service is an answer like any other", async () => {
    const { send } = bench(tutorial, {
      call: () =>
        Promise.resolve(answer(400, { __type: "ProvisionedThroughputExceededException", message: "Rate exceeded" })),
    });
    expect(await send()).toMatchObject({ status: 200, text: expect.stringContaining("Rate exceeded") });
  });

  test("a service that breaks is an internal error", async () => {
    const { send } = bench(tutorial, { call: () => Promise.reject(new Error("broken")) });
    expect(await send()).toMatchObject({ status: 500, text: '{"message": "Internal server error"}' });
  });
});
