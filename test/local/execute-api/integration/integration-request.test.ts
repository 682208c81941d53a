import { describe, expect, test } from "vitest";
import type { DeployedIntegration } from "../../../../src/local/account/deployed.ts";
import { api, integration, method, stage } from "../deployment.ts";
import { bench, dataOf } from "../bench.ts";

/** The method's one integration with changes, and what reached Kinesis. */
function through(changes: Partial<DeployedIntegration>, apiChanges: Parameters<typeof api>[1] = {}) {
  const post = method({ integration: integration(changes) });
  return bench(
    stage(api({ "/": { POST: post }, "/{id}": { POST: post } }, apiChanges), {
      variables: { stream: "orders", role: "x" },
    }),
  );
}

const typed = (type: string) => ({ headers: { "Content-Type": type } });

describe("the template is chosen by the MIME type alone", () => {
  test.each([["application/json; charset=utf-8"], ["application/json;charset=UTF-8"], ["APPLICATION/JSON"]])(
    "%s is application/json",
    async (type) => {
      const { send, calls } = through({});
      expect((await send(typed(type))).status).toBe(200);
      expect(dataOf(calls[0]).toString()).toBe('{"a":1}');
    },
  );

  test("no Content-Type is application/json", async () => {
    expect((await through({}).send({ headers: {} })).status).toBe(200);
  });

  test("each type has a template of its own", async () => {
    const { send, calls } = through({ requestTemplates: { "application/json": "J", "text/plain": "T $input.body" } });
    await send(typed("text/plain"));
    expect(calls[0]?.request.body.toString()).toBe('T {"a":1}');
  });
});

describe("what passes through without a template", () => {
  const templates = { "application/json": "mapped" };
  test.each([
    ["WHEN_NO_MATCH", templates, "application/json", "mapped"],
    ["WHEN_NO_MATCH", templates, "text/plain", '{"a":1}'],
    ["WHEN_NO_MATCH", {}, "text/plain", '{"a":1}'],
    ["WHEN_NO_TEMPLATES", templates, "application/json", "mapped"],
    ["WHEN_NO_TEMPLATES", templates, "text/plain", undefined],
    ["WHEN_NO_TEMPLATES", {}, "text/plain", '{"a":1}'],
    ["NEVER", templates, "application/json", "mapped"],
    ["NEVER", templates, "text/plain", undefined],
    ["NEVER", {}, "text/plain", undefined],
    ["NEVER", { "application/json": null }, "application/json", '{"a":1}'],
  ] as const)("%s with %j and %s", async (passthroughBehavior, requestTemplates, type, expected) => {
    const { send, calls } = through({ passthroughBehavior, requestTemplates });
    const response = await send(typed(type));
    expect(response.status).toBe(expected === undefined ? 415 : 200);
    expect(calls[0]?.request.body.toString()).toBe(expected);
  });
});

describe("parameters", () => {
  test("are mapped from the request, the context, stage variables and constants", async () => {
    const { send, calls } = through({
      uri: "arn:aws:apigateway:ap-northeast-2:kinesis:path/streams/{name}/x",
      requestParameters: {
        "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
        "integration.request.header.X-From": "method.request.header.x-from",
        "integration.request.header.X-Nothing": "method.request.header.none",
        "integration.request.header.X-Id": "method.request.path.id",
        "integration.request.header.X-Body": "method.request.body.a",
        "integration.request.header.X-Ip": "context.identity.sourceIp",
        "integration.request.querystring.q": "method.request.querystring.q",
        "integration.request.path.name": "stageVariables.stream",
      },
    });
    await send({ headers: { "Content-Type": "application/json", "X-From": "me" }, query: "q=a&q=b+c" }, "/7");
    const { request } = calls[0] ?? expect.fail("nothing reached the service");
    expect(request.path).toBe("/streams/orders/x");
    expect(request.query).toBe("q=b%20c");
    expect(request.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-from": "me",
      "x-id": "7",
      "x-body": "1",
      "x-ip": "203.0.113.7",
    });
    expect(request.headers).not.toHaveProperty("x-nothing");
  });

  test("are overridden by the template", async () => {
    const { send, calls } = through({
      requestTemplates: { "application/json": '#set($context.requestOverride.header.X-A = "from template"){}' },
      requestParameters: { "integration.request.header.x-a": "'mapped'" },
    });
    await send();
    expect(calls[0]?.request.headers["x-a"]).toBe("from template");
  });

  test("stage variables stand in URI and role, too", async () => {
    const { send, calls } = through({
      uri: "arn:aws:apigateway:ap-northeast-2:kinesis:action/${stageVariables.stream}",
    });
    await send();
    expect(calls[0]?.request.headers["x-amz-target"]).toBe("Kinesis_20131202.orders");
  });
});

describe("a template that fails", () => {
  test.each([
    ["that cannot be parsed", "#if($x)"],
    ["that runs into an error", "$input.path('$.none[')"],
    ["that asks for a character that is not there", "$input.body.substring(100)"],
    ["with a directive that API Gateway does not have", '#parse("x")'],
  ])("%s is an internal error, and nothing is sent", async (_, template) => {
    const { send, calls } = through({ requestTemplates: { "application/json": template } });
    expect(await send()).toMatchObject({ status: 500, text: '{"message": "Internal server error"}' });
    expect(calls).toEqual([]);
  });
});

describe("binary payloads", () => {
  const bytes = Buffer.from([0, 255, 254, 65]);
  const binary = { binaryMediaTypes: ["application/octet-stream"] };
  const templates = { "application/octet-stream": "$input.body" };

  test("are text in UTF-8 where their type is not declared, and lose what is none", async () => {
    const { send, calls } = through({ requestTemplates: templates });
    await send({ ...typed("application/octet-stream"), body: bytes });
    expect(calls[0]?.request.body.toString()).toBe("\u0000\uFFFD\uFFFDA");
  });

  test("are Base64 for the template with CONVERT_TO_TEXT", async () => {
    const { send, calls } = through({ requestTemplates: templates, contentHandling: "CONVERT_TO_TEXT" }, binary);
    await send({ ...typed("application/octet-stream"), body: bytes });
    expect(calls[0]?.request.body.toString()).toBe(bytes.toString("base64"));
  });

  test("cannot be read by a template without it", async () => {
    const { send } = through({ requestTemplates: templates }, binary);
    expect((await send({ ...typed("application/octet-stream"), body: bytes })).status).toBe(500);
  });

  test("lose what is no UTF-8 where they pass through as text", async () => {
    const { send, calls } = through({ requestTemplates: {}, passthroughBehavior: "WHEN_NO_MATCH" });
    await send({ ...typed("application/octet-stream"), body: bytes });
    expect(calls[0]?.request.body.toString()).toBe("\u0000\uFFFD\uFFFDA");
  });

  describe("with CONVERT_TO_BINARY, as text", () => {
    const handling = { contentHandling: "CONVERT_TO_BINARY", passthroughBehavior: "WHEN_NO_MATCH" } as const;

    test.each(["AP/+QQ==", "AP/+QQ"])("are what the Base64 says: %s", async (text) => {
      const { send, calls } = through({ ...handling, requestTemplates: {} });
      await send({ ...typed("text/plain"), body: Buffer.from(text) });
      expect(calls[0]?.request.body.toString("base64")).toBe("AP/+QQ==");
    });

    test.each(["plain text", '{"a":1}', "AP/+QQ=", "AP/+Q", "AP_-QQ==", "AP/+\nQQ==", "=="])(
      "are Base64 or nothing: %j",
      async (text) => {
        const { send, calls } = through({ ...handling, requestTemplates: {} });
        expect((await send({ ...typed("text/plain"), body: Buffer.from(text) })).status).toBe(500);
        expect(calls).toEqual([]);
      },
    );

    test("cannot be read by a template", async () => {
      const { send } = through({ ...handling, requestTemplates: templates });
      expect((await send({ ...typed("application/octet-stream"), body: Buffer.from("AP/+QQ==") })).status).toBe(500);
    });
  });

  test("pass through as they are without a template", async () => {
    const { send, calls } = through(
      { requestTemplates: {}, passthroughBehavior: "WHEN_NO_MATCH" },
      { binaryMediaTypes: ["*/*"] },
    );
    await send({ ...typed("image/png"), body: bytes });
    expect(calls[0]?.request.body.equals(bytes)).toBe(true);
  });
});
