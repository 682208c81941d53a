import { describe, expect, test } from "vitest";
import type { DeployedApi } from "../../../../src/local/account/deployed.ts";
import { api, method, stage } from "../deployment.ts";
import { bench } from "../bench.ts";

function customised(gatewayResponses: DeployedApi["gatewayResponses"]) {
  return bench(stage(api({ "/events": { POST: method() } }, { gatewayResponses }), { variables: { team: "data" } }));
}

const xml = { headers: { "Content-Type": "application/xml" } };

describe("a customised gateway response", () => {
  test("says what is wrong with a body as JSON between its quotes, as API Gateway was seen to do", async () => {
    const template = '{"message": $context.error.messageString, "error": "$context.error.validationErrorString"}';
    const served = api(
      { "/": { POST: method({ requestValidatorId: "v", requestModels: { "application/json": "Ticket" } }) } },
      {
        models: {
          Ticket: {
            contentType: "application/json",
            schema: '{"properties":{"username":{"type":"string","pattern":"[A-Za-z0-9]{4,10}"}}}',
          },
        },
        validators: { v: { validateRequestBody: true, validateRequestParameters: false } },
        gatewayResponses: {
          BAD_REQUEST_BODY: { responseParameters: {}, responseTemplates: { "application/json": template } },
        },
      },
    );
    const body = Buffer.from('{"username":"n@me!!"}');
    const { status, text } = await bench(stage(served)).send({ headers: { "Content-Type": "application/json" }, body });
    expect(status).toBe(400);
    expect(text).toBe(
      '{"message": "Invalid request body", "error": "[ECMA 262 regex \\"[A-Za-z0-9]{4,10}\\" does not match input string \\"n@me!!\\"]"}',
    );
  });

  test("answers at all where its status is none that an answer has", async () => {
    const response = { statusCode: "100", responseParameters: {}, responseTemplates: {} };
    expect((await customised({ UNSUPPORTED_MEDIA_TYPE: response }).send(xml, "/events")).status).toBe(415);
  });

  test("goes without a header whose value HTTP cannot carry", async () => {
    const { send } = customised({
      UNSUPPORTED_MEDIA_TYPE: {
        responseParameters: {
          "gatewayresponse.header.X-Asked": "method.request.querystring.q",
          "gatewayresponse.header.X-Constant": "'yes'",
        },
        responseTemplates: {},
      },
    });
    const { status, headers } = await send({ ...xml, query: "q=a%0D%0Ab" }, "/events");
    expect(status).toBe(415);
    expect(headers).toMatchObject({ "X-Constant": "yes" });
    expect(headers).not.toHaveProperty("X-Asked");
  });

  test("has its own status, body and headers, filled in without VTL", async () => {
    const { send } = customised({
      UNSUPPORTED_MEDIA_TYPE: {
        statusCode: "422",
        responseParameters: {
          "gatewayresponse.header.X-Type": "context.error.responseType",
          "gatewayresponse.header.X-Constant": "'yes'",
          "gatewayresponse.header.X-Sent": "method.request.header.content-type",
        },
        responseTemplates: {
          "application/json":
            '{"m":$context.error.messageString,"raw":"$context.error.message","path":"$context.resourcePath","ip":"$context.identity.sourceIp","team":"$stageVariables.team","#if(true)":"$none"}',
        },
      },
    });
    const response = await send(xml, "/events");
    expect(response.status).toBe(422);
    expect(response.text).toBe(
      '{"m":"Unsupported Media Type","raw":"Unsupported Media Type","path":"/events","ip":"203.0.113.7","team":"data","#if(true)":"$none"}',
    );
    expect(response.headers).toMatchObject({
      "X-Type": "UNSUPPORTED_MEDIA_TYPE",
      "X-Constant": "yes",
      "X-Sent": "application/xml",
      "x-amzn-ErrorType": "BadRequestException",
    });
  });

  test("for DEFAULT_4XX stands for every refusal that has none of its own", async () => {
    const { send } = customised({
      DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.X-A": "'b'" }, responseTemplates: {} },
    });
    const response = await send({}, "/unknown");
    expect(response).toMatchObject({ status: 403, text: '{"message":"Missing Authentication Token"}' });
    expect(response.headers).toMatchObject({ "X-A": "b" });
  });

  test("for DEFAULT_5XX stands for errors of the API", async () => {
    const served = stage(
      api(
        { "/": { POST: method() } },
        {
          gatewayResponses: {
            DEFAULT_5XX: {
              statusCode: "503",
              responseParameters: {},
              responseTemplates: { "text/html": "<p>$context.error.message</p>" },
            },
          },
        },
      ),
    );
    const response = await bench(served, { assume: () => undefined }).send();
    expect(response).toMatchObject({ status: 503, text: "<p>Internal server error</p>" });
    expect(response.headers).toMatchObject({ "Content-Type": "text/html" });
  });
});

test("a refusal carries its ids and its kind", async () => {
  const { headers } = await customised({}).send(xml, "/events");
  expect(headers).toEqual({
    "x-amzn-RequestId": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-amzn-ErrorType": "BadRequestException",
    "Content-Type": "application/json",
    "x-amz-apigw-id": expect.stringMatching(/^.{15}=$/),
  });
});
