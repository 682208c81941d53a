import { expect, test } from "vitest";
import { bench } from "../bench.ts";
import { api, integration, method, stage } from "../deployment.ts";

const made = integration({
  uri: "arn:aws:apigateway:ap-northeast-2:s3:path/orders/a.json",
  httpMethod: "ANY",
  requestTemplates: {},
  passthroughBehavior: "WHEN_NO_MATCH",
});
const served = stage(api({ "/": { ANY: method({ httpMethod: "ANY", integration: made }) } }));

test("what a service answers piece by piece is the integration's answer", async () => {
  async function* pieces() {
    yield await Promise.resolve(Buffer.from('{"order"'));
    yield Buffer.from(":7}");
  }
  const answer = { status: 200, headers: {}, body: "", stream: pieces() };
  const { send } = bench(served, { call: () => Promise.resolve(answer) });
  expect((await send({ method: "GET" }, "/")).text).toBe('{"order":7}');
});

test("a greedy path goes into a service's path with its slashes", async () => {
  const s3 = integration({
    ...made,
    uri: "arn:aws:apigateway:ap-northeast-2:s3:path/orders/{key}",
    requestParameters: { "integration.request.path.key": "method.request.path.proxy" },
  });
  const { send, calls } = bench(stage(api({ "/{proxy+}": { ANY: method({ httpMethod: "ANY", integration: s3 }) } })));
  await send({ method: "GET" }, "/2026/a%20b.json");
  expect(calls[0]?.request.path).toBe("/orders/2026/a%20b.json");
});

test("a service is called by the caller's method where the integration's is ANY", async () => {
  const { send, calls } = bench(served);
  for (const verb of ["GET", "PUT", "DELETE"]) await send({ method: verb }, "/");
  expect(calls.map(({ request }) => request.method)).toEqual(["GET", "PUT", "DELETE"]);
});
