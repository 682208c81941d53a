import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { ask, pageApi, tokenOf } from "./ask.ts";
import { orders } from "./orders.ts";
import { pageFolder } from "./page-folder.ts";

const folder = pageFolder();
let local: Local;
let token: string;
let apiId: string;

beforeAll(async () => {
  local = await startLocal({ page: { folder: folder.path } });
  token = await tokenOf(local);
  const made = await orders(local);
  ({ apiId } = made);
  await made.post('{"secret":1}');
});
afterAll(async () => {
  await local.close();
  folder.remove();
});

const replay = (headers: Record<string, string>) =>
  ask(local, "/_local/api/requests/1/replay", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: "{}",
  });
const sent = async (): Promise<number> =>
  (await pageApi(local, token).get<{ rows: unknown[] }>("/requests")).rows.length;

describe("the page", () => {
  test("comes with a token of its own, and with nothing that another page could use", async () => {
    expect(token).toMatch(/^[\w-]{43}$/);
    const { headers } = await ask(local, "/_local/");
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    const csp = String(headers["content-security-policy"]);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self';");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toContain("unsafe");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    await using other = await startLocal({ page: { folder: folder.path } });
    expect(await tokenOf(other)).not.toBe(token);
  });

  test("serves its own files and no others", async () => {
    const script = await ask(local, "/_local/assets/a-1.js");
    expect(script).toMatchObject({ status: 200, text: "export {};" });
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    for (const path of ["../secret.txt", "%2e%2e%2fsecret.txt", "..%2Fsecret.txt", "none.js", ".", "a-1.js/x"])
      expect((await ask(local, `/_local/assets/${path}`)).status).toBe(404);
    expect(await ask(local, "/_local")).toMatchObject({ status: 308, headers: { location: "/_local/" } });
    expect((await ask(local, "/_local/", { method: "POST" })).status).toBe(405);
  });

  test("says so where it was not built", async () => {
    await using bare = await startLocal({ page: { folder: "/nowhere" } });
    expect(await ask(bare, "/_local/")).toMatchObject({
      status: 404,
      text: 'The page is not part of this build: "npm run build" makes it.\n',
    });
  });

  test("leaves the health page as it was", async () => {
    expect((await ask(local, "/_local/health")).json()).toMatchObject({ status: "ok" });
  });
});

describe("somebody else's page", () => {
  const at = (): string => `127.0.0.1:${local.port}`;

  test.each([
    ["a name that DNS points here", { host: "evil.example" }],
    ["the same with a port", { host: "evil.example:4566" }],
    ["a name that ends like ours", { host: "localhost.evil.example" }],
    ["a number that is no loopback address", { host: "10.0.0.1" }],
    ["AWS's own name", { host: "kinesis.us-east-1.amazonaws.com" }],
    ["two names", { host: "localhost, evil.example" }],
  ])("reads nothing and sends nothing by %s", async (_, headers) => {
    for (const path of ["/_local/", "/_local/assets/a-1.js", "/_local/api/requests"]) {
      const { status, text } = await ask(local, path, { headers: { "x-local-token": token, ...headers } });
      expect(status).toBe(403);
      expect(text).not.toContain(token);
    }
    const before = await sent();
    expect((await replay({ "x-local-token": token, ...headers })).status).toBe(403);
    expect(await sent()).toBe(before);
  });

  test.each([
    ["its origin", { origin: "https://evil.example" }],
    ["a sandbox", { origin: "null" }],
    ["another server on this machine", { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-site" }],
    ["a link", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }],
  ])("is known by %s", async (_, headers) => {
    expect((await ask(local, "/_local/", { headers })).status).toBe(403);
    const refused = await ask(local, "/_local/api/requests", { headers: { "x-local-token": token, ...headers } });
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.json()).toMatchObject({ code: "origin" });
    const before = await sent();
    expect((await replay({ "x-local-token": token, ...headers })).status).toBe(403);
    expect(await sent()).toBe(before);
  });

  test("has no token, and cannot send one by a form", async () => {
    const before = await sent();
    for (const headers of [{}, { "x-local-token": "guess" }, { "x-local-token": `${token}x` }]) {
      expect((await replay(headers)).json()).toMatchObject({ code: "token" });
      expect((await ask(local, "/_local/api/events", { headers })).status).toBe(401);
    }
    const form = { "x-local-token": token, "content-type": "text/plain" };
    expect((await replay(form)).json()).toMatchObject({ code: "bad-request" });
    expect(await sent()).toBe(before);
  });

  test("is not the page itself, by any of its names", async () => {
    const own = {
      host: `localhost:${local.port}`,
      origin: `http://localhost:${local.port}`,
      "sec-fetch-site": "same-origin",
    };
    for (const headers of [own, { host: at() }, { host: `[::1]:${local.port}` }])
      expect(
        (await ask(local, "/_local/api/requests", { headers: { ...headers, "x-local-token": token } })).status,
      ).toBe(200);
  });
});

test("others get no page even where the local AWS listens to them", async () => {
  await using open = await startLocal({ host: "0.0.0.0", page: { folder: folder.path } });
  const foreign = { "x-local-source-ip": "203.0.113.9" };
  expect(await ask(open, "/_local/", { headers: foreign })).toMatchObject({
    status: 403,
    text: "The page is for the machine that the local AWS runs on: open it there, at 127.0.0.1.\n",
  });
  expect((await ask(open, "/_local/", { headers: { host: "0.0.0.0" } })).status).toBe(403);
  expect((await ask(open, "/_local/", { headers: { host: `127.0.0.1:${open.port}` } })).status).toBe(200);
});

test("what the API does not know is said in JSON", async () => {
  const { call } = pageApi(local, token);
  expect((await call("GET", "/nothing")).json()).toEqual({
    code: "not-found",
    message: "The page's API has no /nothing.",
  });
  expect((await call("PUT", "/requests")).json()).toEqual({
    code: "method",
    message: "/requests takes GET and DELETE.",
  });
  expect((await call("GET", "/requests/999")).json()).toEqual({
    code: "not-found",
    message: "Request 999 is no longer kept.",
  });
  expect((await call("POST", "/send", { apiId: "../x", stage: "a" })).status).toBe(400);
  expect((await call("POST", "/send", { apiId, stage: "production", headers: [["a", "b\nc: d"]] })).status).toBe(400);
});
