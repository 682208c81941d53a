import { expect, test } from "vitest";
import { api, integration, method, stage } from "../deployment.ts";
import { bench } from "../bench.ts";
import { Metrics } from "../../../../src/local/account/metrics/metrics.ts";
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

test("access log and metrics count the 500 that goes out for such a header, with its own length", async () => {
  const response = {
    statusCode: "200",
    responseParameters: { "method.response.header.A": "'\u20ac'" },
    responseTemplates: {},
  };
  const served = api({
    "/": { POST: method({ integration: integration({ integrationResponses: { "200": response } }) }) },
  });
  const accessLog = { destinationArn: "arn:acc", format: "$context.requestId $context.status $context.responseLength" };
  const lines: string[] = [];
  const metrics = new Metrics();
  const { send, executeApi } = bench(stage(served, { accessLog }), {
    log: (_api, _to, _stream, events) => lines.push(...events.map(({ message }) => message)),
    metrics: () => metrics,
  });
  const { headers } = await send({}, "/");
  executeApi.writeLogs();
  expect(lines).toEqual([`${String(headers["x-amzn-RequestId"])} 500 36`]);
  const dimensions = { ApiName: served.name, Stage: "production" };
  const [errors] = metrics.find({ namespace: "AWS/ApiGateway", metric: "5XXError", dimensions });
  expect(errors?.between(0, Infinity)).toMatchObject([{ tally: { count: 1, sum: 1 } }]);
});

test("templates are told HTTP/1.1, as access logs are, also over HTTP/2", async () => {
  const { send } = answering({ responseTemplates: { "application/json": "$context.protocol" } });
  expect((await send({ protocol: "HTTP/2" }, "/")).text).toBe("HTTP/1.1");
});
