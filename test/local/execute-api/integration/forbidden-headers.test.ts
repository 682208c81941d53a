import { expect, test } from "vitest";
import { bench } from "../bench.ts";
import { api, integration, method, mock, stage, tutorialTemplate } from "../deployment.ts";

const serve = (made: ReturnType<typeof integration>) =>
  bench(stage(api({ "/": { POST: method({ integration: made }) } })));

const mapping = (name: string) => ({ requestParameters: { [`integration.request.header.${name}`]: "'x'" } });

// Recorded: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html names them, too.
test.each(["Authorization", "Connection", "Content-Length", "Expect", "Proxy-Authenticate", "TE", "Transfer-Encoding"])(
  "a call of an AWS service that sets %s ends as an internal error",
  async (name) => {
    const { send, calls } = serve(integration(mapping(name)));
    expect(await send({}, "/")).toMatchObject({ status: 500, text: '{"message": "Internal server error"}' });
    expect(calls).toEqual([]);
  },
);

test("so does one that a template sets; other headers, absent ones and MOCK do no harm", async () => {
  const template = `#set($context.requestOverride.header.authorization = "x")${tutorialTemplate}`;
  const overriding = serve(integration({ requestTemplates: { "application/json": template } }));
  expect((await overriding.send({}, "/")).status).toBe(500);
  expect((await serve(integration(mapping("Age"))).send({}, "/")).status).toBe(200);
  const absent = { "integration.request.header.Authorization": "method.request.header.absent" };
  expect((await serve(integration({ requestParameters: absent })).send({}, "/")).status).toBe(200);
  expect((await serve(mock(200, mapping("Authorization"))).send({}, "/")).status).toBe(200);
});
