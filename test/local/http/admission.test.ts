import { once } from "node:events";
import { connect as http2 } from "node:http2";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notAdmitted } from "../../../src/local/http/admission.ts";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import type { WireRequest } from "../../../src/local/http/wire.ts";

let local: Local;
beforeAll(async () => (local = await startLocal()));
afterAll(() => local.close());

const request = (headers: Headers): WireRequest => ({
  method: "GET",
  path: "/",
  query: "",
  headers,
  rawHeaders: [],
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
  protocol: "HTTP/1.1",
});

const credential = "X-Amz-Credential=AKIDEXAMPLE/20260101/us-east-1/iam/aws4_request";
const listRoles = `/?Action=ListRoles&Version=2010-05-08&${credential}`;
const invoke = "/_aws/execute-api/none/production/";
const noApi = 404;

type Headers = Readonly<Record<string, string>>;
type Ask = (target: string, headers: Headers, to?: Local) => Promise<number>;

const overHttp1: Ask = async (target, headers, { port } = local) => {
  const socket = connect(port, "127.0.0.1");
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.write(`GET ${target} HTTP/1.1\r\n${lines.join("")}connection: close\r\n\r\n`);
  return Number((await text(socket)).slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
};

const overHttp2: Ask = async (target, { host, ...headers }, { url } = local) => {
  const session = http2(url);
  const stream = session.request({ ":path": target, ...(host !== undefined && { ":authority": host }), ...headers });
  const [answered] = await once(stream, "response");
  session.destroy();
  return answered[":status"] as number;
};

const protocols: readonly (readonly [string, Ask])[] = [
  ["HTTP/1.1", overHttp1],
  ["HTTP/2", overHttp2],
];

describe.each(protocols)("over %s", (_, ask) => {
  it.each([
    ["of another site", { "sec-fetch-site": "cross-site" }],
    ["of the same site on another port", { "sec-fetch-site": "same-site" }],
    ["of another origin", { origin: "http://evil.example" }],
    ["of this machine on another port", { origin: "http://127.0.0.1:3000" }],
    ["of no origin, such as a sandboxed frame", { origin: "null" }],
    ["whose origin only begins like ours", { origin: "http://127.0.0.1:4566.evil.example" }],
    ["with two origins", { origin: "http://evil.example, http://127.0.0.1" }],
  ])("a page %s calls nothing but invoke URLs", async (_case, headers) => {
    for (const target of [listRoles, "/", "/_local/health", "/restapis"]) expect(await ask(target, headers)).toBe(403);
    expect(await ask(invoke, headers)).toBe(noApi);
  });

  it("tools, address bars and pages of our own are answered", async () => {
    const own = `http://127.0.0.1:${local.port}`;
    for (const headers of [{}, { "sec-fetch-site": "none" }, { "sec-fetch-site": "same-origin", origin: own }])
      expect(await ask(listRoles, headers as Headers)).toBe(200);
  });

  it.each([
    "evil.example",
    "evil.example:4566",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil-amazonaws.com",
    "amazonaws.com.evil.example",
    "none.execute-api.evil.example",
    "192.168.1.5",
    "2130706433",
    "box",
  ])("the host %s reaches nothing, not even an invoke URL", async (host) => {
    for (const target of [listRoles, "/", "/_local/health", invoke]) expect(await ask(target, { host })).toBe(403);
  });

  it.each([
    "localhost",
    "LOCALHOST:4566",
    "localhost.",
    "127.0.0.1",
    "127.8.9.10:80",
    "[::1]:4566",
    "[::ffff:7f00:1]",
    "none.execute-api.localhost:4566",
    "none.execute-api.ap-northeast-2.amazonaws.com",
    "none.execute-api.cn-north-1.amazonaws.com.cn",
    "kinesis.eu-west-1.api.aws",
  ])("the host %s is this machine's", async (host) => {
    expect(await ask(invoke, { host })).toBe(noApi);
  });
});

it("an absolute URL says the host, whatever the header says", async () => {
  const header = { host: "localhost" };
  expect(await overHttp1(`http://evil.example${listRoles}`, header)).toBe(403);
  expect(await overHttp1(`http://localhost${listRoles}`, { host: "evil.example" })).toBe(200);
});

it("a client of HTTP/1.0 need not say the host", async () => {
  const socket = connect(local.port, "127.0.0.1");
  socket.write("GET / HTTP/1.0\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 /);
});

it("the refusal says what is to be done", async () => {
  const page = await fetch(local.url, { headers: { Origin: "http://evil.example" } });
  expect(await page.json()).toEqual({ message: "This local AWS does not answer to web pages; only invoke URLs do." });
  const socket = connect(local.port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: box.example\r\nConnection: close\r\n\r\n");
  expect(await text(socket)).toContain('does not answer to the host \\"box.example\\": use 127.0.0.1 or localhost.');
});

it("a server for all addresses answers to each of them, and to names of a private network", async () => {
  await using everywhere = await startLocal({ host: "0.0.0.0" });
  for (const host of ["192.168.1.5:4566", "0.0.0.0:4566", "[fe80::1]", "proxy", "localhost"])
    expect([host, await overHttp1(listRoles, { host }, everywhere)]).toEqual([host, 200]);
  for (const host of ["evil.example", "192.168.1.5.evil.example"])
    expect([host, await overHttp1(listRoles, { host }, everywhere)]).toEqual([host, 403]);
});

it("a server for one address answers to that name and that address", () => {
  const asked = (host: string) => notAdmitted(request({ host }), { type: "health" }, ["box.example", "192.168.1.5"]);
  for (const host of ["box.example:4566", "BOX.example", "192.168.1.5"])
    expect([host, asked(host)]).toEqual([host, undefined]);
  for (const host of ["evil.example", "a.box.example", "192.168.1.6"])
    expect([host, asked(host)?.status]).toEqual([host, 403]);
  const both = { host: "localhost", origin: "http://evil.example" };
  expect(notAdmitted(request(both), { type: "health" }, ["0.0.0.0"])?.status).toBe(403);
});

it("of two hosts, both must be this machine's", () => {
  const asked = (host: string) => notAdmitted(request({ host }), { type: "health" }, ["127.0.0.1"])?.status;
  expect([asked("localhost, localhost"), asked("localhost, evil.example")]).toEqual([undefined, 403]);
});
