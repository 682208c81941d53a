import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeployedIntegration } from "../../../../src/local/account/deployed.ts";
import { bench } from "../bench.ts";
import { api, integration, method, stage } from "../deployment.ts";

// As AWS was recorded to send and to answer.

const server = createServer((incoming, outgoing) => {
  outgoing.writeHead(200, { "X-Own": "yes", "Content-Type": "application/json", Server: "ours", Via: "1.1 here" });
  incoming.resume().on("end", () => outgoing.end(JSON.stringify({ url: incoming.url, headers: incoming.headers })));
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const caller = {
  "Content-Type": "application/json",
  "User-Agent": "me",
  "Content-MD5": "x",
  Via: "p",
  TE: "trailers",
  Age: "1",
};

/** What the endpoint gets, and what the caller gets back. */
async function exchange(changes: Partial<DeployedIntegration>, query = "", body = "{}") {
  const made = integration({ type: "HTTP", uri: origin, requestTemplates: {}, passthroughBehavior: "WHEN_NO_MATCH" });
  const POST = method({ integration: { ...made, ...changes } });
  const { send } = bench(stage(api({ "/": { POST } })));
  const response = await send({ headers: caller, query, body: Buffer.from(body) }, "/");
  return { response, got: JSON.parse(response.text) as { url: string; headers: Record<string, string> } };
}

test("HTTP sends API Gateway's own headers and those that are mapped, but for a few", async () => {
  const plain = await exchange({});
  const { host: _, connection: __, ...sent } = plain.got.headers;
  expect(sent).toEqual({
    accept: "application/json",
    "content-length": "2",
    "content-type": "application/json",
    "user-agent": "AmazonAPIGateway_abcde12345",
    "x-amzn-apigateway-api-id": "abcde12345",
    "x-amzn-trace-id": expect.stringMatching(/^Root=1-/),
  });
  expect((await exchange({}, "", "")).got.headers).not.toHaveProperty("content-type");
  const mapped = await exchange({
    requestParameters: {
      "integration.request.header.user-agent": "'mine'",
      "integration.request.header.TE": "'gzip'",
      "integration.request.header.Via": "'other'",
      "integration.request.header.Content-MD5": "'y'",
    },
  });
  expect(mapped.got.headers).toMatchObject({ "user-agent": "mine", "content-md5": "y" });
  expect(mapped.got.headers).not.toHaveProperty("te");
  expect(mapped.got.headers).not.toHaveProperty("via");
});

test("HTTP_PROXY passes on the caller's headers and the payload, which no template sees; mapped headers win", async () => {
  const { got } = await exchange({
    type: "HTTP_PROXY",
    requestTemplates: { "application/json": "changed by a template" },
    passthroughBehavior: "NEVER",
    requestParameters: { "integration.request.header.User-Agent": "'mine'" },
  });
  expect(got.headers).toMatchObject({ age: "1", "user-agent": "mine", "content-length": "2" });
  for (const name of ["content-md5", "via", "te"]) expect(got.headers).not.toHaveProperty(name);
});

test("HTTP_PROXY gives the endpoint's headers as they are spelled; those that are API Gateway's own get another name", async () => {
  const { response } = await exchange({ type: "HTTP_PROXY" });
  expect(response.headers).toMatchObject({ "X-Own": "yes", "Content-Type": "application/json" });
  expect(response.headers).toMatchObject({
    "x-amzn-Remapped-Server": "ours",
    "x-amzn-Remapped-Date": expect.stringMatching(/GMT$/),
  });
  for (const name of ["Server", "Date", "Via", "X-Amzn-Trace-Id"]) expect(response.headers).not.toHaveProperty(name);
});

test("HTTP_PROXY asks for what the URI says, what the caller says and what is mapped, one after the other", async () => {
  const { got } = await exchange(
    {
      type: "HTTP_PROXY",
      uri: `${origin}/?a={first}`,
      requestParameters: {
        "integration.request.path.first": "'one'",
        "integration.request.querystring.b": "method.request.querystring.a",
        "integration.request.querystring.c": "method.request.header.absent",
      },
    },
    "a=two&b=x%20y",
  );
  expect(got.url).toBe("/?a=one&a=two&b=x%20y&b=two");
});
