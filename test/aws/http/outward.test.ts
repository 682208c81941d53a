import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";
import { HttpRequest } from "@smithy/core/protocols";
import { beforeEach, expect, test, vi } from "vitest";
import { createClients } from "../../../src/aws/create-clients.ts";
import { explain } from "../../../src/aws/explain/explain.ts";
import { agentOf, outward } from "../../../src/aws/http/outward.ts";
import { post } from "../../../src/aws/http/post.ts";
import { MOST } from "../../../src/aws/http/short-body.ts";
import { connectProxy } from "../../helpers/connect-proxy.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { deadUrl, httpServer } from "../../helpers/http-server.ts";

const json = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r1" };
const url = "https://api1.execute-api.eu-west-1.amazonaws.com/production";

function clientsBy(env: Readonly<Record<string, string>>, endpoint?: string) {
  return createClients({
    region: "eu-west-1",
    endpoint,
    profile: undefined,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    env,
    askMfaCode: () => Promise.reject(new Error("nobody is there")),
    clock: fakeClock(),
    signal: new AbortController().signal,
    report: { event: () => undefined },
  });
}

// The certificate in these tests is signed by nobody.
beforeEach(() => void vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0"));

test("AWS and the endpoint are reached through the proxy that the environment names", async () => {
  const proxy = await connectProxy({ status: 200, headers: json, body: "{}" });
  const clients = clientsBy({ https_proxy: `http://me:sec%40ret@${proxy.address}` });
  await clients.kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "orders" }));
  expect(await post(url, "{}", { agent: await agentOf(clients, url) })).toMatchObject({ status: 200 });
  expect(proxy.tunnels()).toEqual([
    "kinesis.eu-west-1.amazonaws.com:443",
    "api1.execute-api.eu-west-1.amazonaws.com:443",
  ]);
  expect(proxy.asked()).toEqual([
    "POST kinesis.eu-west-1.amazonaws.com/",
    "POST api1.execute-api.eu-west-1.amazonaws.com/production",
  ]);
  expect(proxy.logins()[0]).toBe(`Basic ${Buffer.from("me:sec@ret").toString("base64")}`);
});

test("a local AWS is not", async () => {
  const proxy = await connectProxy({ status: 500 });
  const local = await httpServer({ status: 200, headers: json, body: "{}" });
  const clients = clientsBy({ HTTPS_PROXY: proxy.address, ALL_PROXY: proxy.address }, local.url);
  await clients.kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "orders" }));
  expect(await agentOf(clients, local.url)).toBeUndefined();
  expect([proxy.tunnels(), local.asked.length]).toEqual([[], 1]);
});

test("a proxy where nothing listens is named, and no password", async () => {
  const { host } = new URL(await deadUrl());
  const clients = clientsBy({ HTTPS_PROXY: `http://me:secret@${host}` });
  const error = await clients.sts.send(new GetCallerIdentityCommand({})).catch((thrown: unknown) => thrown);
  const words = explain(error, { endpoint: undefined, region: "eu-west-1", local: false, proxy: host });
  expect(words).toMatchObject({
    message: `Nothing answers at AWS in eu-west-1, through the proxy ${host}.`,
    hint: "Check HTTPS_PROXY, and NO_PROXY for what needs no proxy.",
  });
  expect(String(words?.message)).not.toContain("secret");
});

test.each([
  [503, "application/x-amz-json-1.1", "{", MOST],
  [200, "text/html", "\n<!DOCTYPE html>", MOST],
  [200, "text/html", "<html>", MOST],
  // As moto calls what it answers.
  [200, "text/html; charset=utf-8", '{"', 1024 * 1024],
  [200, "text/html; charset=utf-8", "<ListRolesResponse", 1024 * 1024],
  [200, "application/x-amz-json-1.1", "<html>", 1024 * 1024],
])("of an answer %i as %s that begins with %j the SDK reads %i bytes", async (status, type, start, bytes) => {
  const body = start.padEnd(1024 * 1024, "x");
  const server = await httpServer({ status, headers: { "content-type": type }, body });
  const { hostname, port } = new URL(server.url);
  const plain = { protocol: "http:", method: "GET", path: "/", headers: {}, query: {} };
  const request = new HttpRequest({ ...plain, hostname, port: Number(port) });
  const { response } = await outward({}).handle(request);
  let read = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) read += chunk.length;
  expect(read).toBe(bytes);
});
