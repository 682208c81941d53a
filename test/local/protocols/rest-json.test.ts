import { describe, expect, it } from "vitest";
import { Account } from "../../../src/local/account/account.ts";
import { Fault } from "../../../src/local/fault.ts";
import { restJsonService } from "../../../src/local/protocols/rest-json.ts";
import type { RestInput, RestOperation } from "../../../src/local/protocols/rest-json.ts";
import type { Scope } from "../../../src/local/account/scope.ts";

const caller = { arn: "arn:aws:iam::000000000000:root", userId: "0", accessKeyId: "test", allows: () => true };
const account = new Account("000000000000", { now: () => 0, after: () => undefined });
const scope: Scope = { account, region: "ap-northeast-2", partition: "aws", caller };

const echo = (_: Scope, input: RestInput) => input;
const operations: readonly RestOperation[] = [
  {
    name: "ImportThing",
    method: "POST",
    path: "/things",
    query: { mode: "import" },
    ok: 201,
    run: () => ({ imported: true }),
  },
  { name: "CreateThing", method: "POST", path: "/things", ok: 201, run: echo },
  { name: "GetPart", method: "GET", path: "/things/{id}/parts/{part}", ok: 200, run: echo },
  {
    name: "PutTags",
    method: "PUT",
    path: "/tags/{arn+}",
    ok: 204,
    run: (_, { path }) => void expect(path["arn"]).toBe("arn:a::/x/y"),
  },
  {
    name: "DeleteThing",
    method: "DELETE",
    path: "/things/{id}",
    ok: 202,
    run() {
      throw new Fault("TooManyRequestsException", "Too Many Requests", 429, { "Retry-After": "30" });
    },
  },
  {
    name: "UpdateThing",
    method: "PATCH",
    path: "/things/{id}",
    ok: 200,
    run() {
      throw new Error("a bug");
    },
  },
];

const service = restJsonService({ name: "things", paths: /^\/things/, operations });

async function call(method: string, url: string, body = "") {
  const [path = "", query = ""] = url.split("?");
  const request = { method, path, query, headers: {}, rawHeaders: [], body: Buffer.from(body) };
  const answer = await service.answer(scope, { ...request, sourceIp: "127.0.0.1", protocol: "HTTP/1.1" });
  return { ...answer, body: answer.body === "" ? undefined : (JSON.parse(String(answer.body)) as unknown) };
}

describe("a REST-JSON service", () => {
  it("finds the operation by method and path, and decodes what stands in the path", async () => {
    const { status, headers, body } = await call("GET", "/things/a%2Fb/parts/c%20d");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "Content-Type": "application/json",
      "x-amzn-RequestId": expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
    expect(body).toMatchObject({ path: { id: "a/b", part: "c d" } });
  });

  it("keeps each value of a repeated query parameter", async () => {
    const { body } = await call("GET", "/things/a/parts/b?tagKeys=x&tagKeys=y%26z&limit=5");
    expect(body).toMatchObject({ query: { tagKeys: ["x", "y&z"], limit: ["5"] } });
  });

  it("tells operations apart by a query parameter", async () => {
    expect((await call("POST", "/things?mode=import")).body).toEqual({ imported: true });
    expect((await call("POST", "/things", '{"name":"n"}')).body).toMatchObject({ body: { name: "n" } });
  });

  it("takes an ARN at the end of the path, with its slashes encoded or plain", async () => {
    expect((await call("PUT", "/tags/arn%3Aa%3A%3A%2Fx%2Fy")).status).toBe(204);
    expect((await call("PUT", "/tags/arn:a::/x/y")).status).toBe(204);
  });

  it("writes an error's type and headers beside its message", async () => {
    expect(await call("DELETE", "/things/a")).toMatchObject({
      status: 429,
      headers: { "x-amzn-ErrorType": "TooManyRequestsException", "Retry-After": "30" },
      body: { message: "Too Many Requests" },
    });
  });

  it.each([
    ["a path that nobody answers", "GET", "/nothing", "", 404, "UnknownOperationException"],
    ["a body that is no JSON", "POST", "/things", "{", 400, "SerializationException"],
    ["a path that cannot be decoded", "GET", "/things/%E0%A4%A/parts/b", "", 400, "SerializationException"],
    ["a bug", "PATCH", "/things/a", "", 500, "InternalFailure"],
  ])("refuses %s", async (_, method, url, body, status, type) => {
    expect(await call(method, url, body)).toMatchObject({ status, headers: { "x-amzn-ErrorType": type } });
  });
});
