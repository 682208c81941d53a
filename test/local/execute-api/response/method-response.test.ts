import { expect, test } from "vitest";
import { api, integration, method, stage } from "../deployment.ts";
import { bench } from "../bench.ts";
import type { DeployedIntegrationResponse } from "../../../../src/local/account/deployed.ts";

function answering(changes: Partial<DeployedIntegrationResponse>) {
  const response = { statusCode: "200", responseParameters: {}, responseTemplates: {}, ...changes };
  return bench(
    stage(
      api({
        "/": { POST: method({ integration: integration({ integrationResponses: { "200": response } }) }) },
      }),
    ),
  );
}

test.each([
  [{ responseParameters: { "method.response.header.A": "'\u20ac'" } }],
  [{ responseTemplates: { "application/json": '#set($context.responseOverride.header.A="x\r\ny: z")ok' } }],
  [{ responseTemplates: { "application/json": '#set($h=$context.responseOverride.header)#set($h["a b"]="c")ok' } }],
])("a header that HTTP cannot carry is an answer of API Gateway with its ids: %j", async (changes) => {
  const { status, text, headers } = await answering(changes).send({}, "/");
  expect({ status, text }).toEqual({ status: 500, text: '{"message": "Internal server error"}' });
  expect(headers).toMatchObject({ "x-amzn-ErrorType": "InternalServerErrorException" });
  expect(headers["x-amzn-RequestId"]).toBeDefined();
  expect(headers["x-amz-apigw-id"]).toBeDefined();
});

test("templates are told HTTP/1.1, as access logs are, also over HTTP/2", async () => {
  const { send } = answering({ responseTemplates: { "application/json": "$context.protocol" } });
  expect((await send({ protocol: "HTTP/2" }, "/")).text).toBe("HTTP/1.1");
});
