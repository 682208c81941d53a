import { describe, expect, test } from "vitest";
import { api, method, mock, stage } from "./deployment.ts";
import { bench } from "./bench.ts";

/** A method that says which resource answered, and with which path parameters. */
function telling(httpMethod = "POST") {
  const template = "$context.resourcePath $context.httpMethod $input.params().path";
  return method({
    httpMethod,
    integration: mock(200, {
      integrationResponses: {
        "200": { statusCode: "200", responseParameters: {}, responseTemplates: { "application/json": template } },
      },
    }),
  });
}

const { send } = bench(
  stage(
    api({
      "/": { POST: telling() },
      "/events": { POST: telling(), GET: telling("GET") },
      "/events/{id}": { POST: telling(), ANY: telling("ANY") },
      "/events/latest": { POST: telling() },
      "/{proxy+}": { ANY: telling("ANY") },
      "/only/{id}/post": { POST: telling() },
      "/empty": {},
    }),
  ),
);

describe("a path leads to", () => {
  test.each([
    ["the root", "POST", "/", "/ POST {}"],
    ["its own resource", "POST", "/events", "/events POST {}"],
    ["the same with a slash at its end", "POST", "/events/", "/events POST {}"],
    ["a literal before a parameter", "POST", "/events/latest", "/events/latest POST {}"],
    ["a parameter before a greedy one", "POST", "/events/7", "/events/{id} POST {id=7}"],
    ["a decoded parameter", "POST", "/events/a%20b%2Fc", "/events/{id} POST {id=a b/c}"],
    ["ANY where the method is not there", "DELETE", "/events/7", "/events/{id} DELETE {id=7}"],
    ["the greedy resource where its own lacks the method", "DELETE", "/events", "/{proxy+} DELETE {proxy=events}"],
    ["the greedy resource with all that follows", "GET", "/a/b/c", "/{proxy+} GET {proxy=a/b/c}"],
    ["the greedy resource where its own has no methods", "GET", "/empty", "/{proxy+} GET {proxy=empty}"],
  ])("%s", async (_, httpMethod, path, expected) => {
    expect(await send({ method: httpMethod }, path)).toMatchObject({ status: 200, text: expected });
  });

  test("the method that a client names in X-HTTP-Method-Override", async () => {
    const headers = { "Content-Type": "application/json", "X-HTTP-Method-Override": "GET" };
    expect((await send({ headers }, "/events")).text).toBe("/events GET {}");
  });
});

describe("an unknown path or method is refused as a missing token", () => {
  const narrow = bench(stage(api({ "/events": { POST: telling() } })));

  test.each([
    ["POST", "/"],
    ["POST", ""],
    ["POST", "/other"],
    ["POST", "/events/7"],
    ["GET", "/events"],
    ["POST", "/EVENTS"],
  ])("%s %s", async (httpMethod, path) => {
    const response = await narrow.send({ method: httpMethod }, path);
    expect(response).toMatchObject({ status: 403, text: '{"message":"Missing Authentication Token"}' });
    expect(response.headers).toMatchObject({ "x-amzn-ErrorType": "MissingAuthenticationTokenException" });
  });
});

describe("an unknown path with an Authorization header", () => {
  const narrow = bench(stage(api({ "/events": { POST: telling() } })));
  const ask = async (headers: Readonly<Record<string, string>>) => {
    const answer = await narrow.send({ headers }, "/other");
    const { message } = JSON.parse(answer.text) as { message: string };
    return { type: answer.headers["x-amzn-ErrorType"], status: answer.status, message };
  };
  const requires = (...names: readonly string[]) =>
    names.map((name) => `Authorization header requires '${name}' parameter. `).join("");
  const date = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  const hashed = "(Hashed with SHA-256 and encoded with Base64) Authorization=";
  const pair = "Invalid key=value pair (missing equal-sign) in Authorization header";
  const all = "Credential=a/20260101/r/execute-api/aws4_request, SignedHeaders=host, Signature=00";

  test.each([
    ["Bearer abc", {}, pair],
    ["Basic dXNlcjpwYXNz", {}, pair],
    ["abc", {}, pair],
    ["AWS4-HMAC-SHA256 Credential=a, Signature", {}, pair],
    ["Basic YTo=", {}, requires("Credential", "Signature", "SignedHeaders") + date + hashed],
    [
      "Basic YTo=",
      { Date: "Thu, 01 Jan 2026 00:00:00 GMT" },
      requires("Credential", "Signature", "SignedHeaders") + hashed,
    ],
    ["AWS4-HMAC-SHA256 Credential=a, Signature=", {}, requires("Signature", "SignedHeaders") + date + hashed],
    [`AWS4-HMAC-SHA256 ${all}`, {}, date + hashed],
  ])("%s %o is taken for a broken signature", async (Authorization, more, words) => {
    const { message, ...rest } = await ask({ Authorization, ...more });
    expect(rest).toEqual({ type: "IncompleteSignatureException", status: 403 });
    expect(message.startsWith(words)).toBe(true);
    expect(message).not.toContain("YTo");
  });

  test("that is complete, or empty, is not looked at", async () => {
    const missing = {
      type: "MissingAuthenticationTokenException",
      status: 403,
      message: "Missing Authentication Token",
    };
    expect(await ask({ Authorization: `AWS4-HMAC-SHA256 ${all}`, "X-Amz-Date": "20260101T000000Z" })).toEqual(missing);
    expect(await ask({ Authorization: "" })).toEqual(missing);
  });
});
