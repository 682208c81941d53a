import { describe, expect, test } from "vitest";
import { api, integration, method, mock, stage } from "../deployment.ts";
import { bench, dataOf } from "../bench.ts";

/** What a template prints about a request with those headers. */
async function seen(template: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const text = `{"StreamName":"s","PartitionKey":"k","Data":"$util.base64Encode("${template}")"}`;
  const writes = integration({ requestTemplates: { "application/json": text } });
  const { send, calls } = bench(stage(api({ "/": { POST: method({ integration: writes }) } })));
  await send({ headers: { "Content-Type": "application/json", ...headers } });
  return dataOf(calls[0]).toString();
}

const param = (name: string): string => `$input.params('${name}')`;

test.each([
  "Connection",
  "content-length",
  "Content-MD5",
  "Expect",
  "Max-Forwards",
  "Proxy-Authenticate",
  "Server",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "UPGRADE",
  "WWW-Authenticate",
])("templates do not see %s", async (name) => {
  expect(await seen(`[${param(name)}][$!input.params().get('header').get('${name}')]`, { [name]: "x" })).toBe("[][]");
});

test("templates see where a request came from", async () => {
  const names = ["X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"];
  expect(await seen(names.map(param).join(" "))).toBe("203.0.113.7 443 https");
  expect(await seen(param("X-Amzn-Trace-Id"))).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
});

test("the peer is added to the addresses that a caller claims, and nothing else of theirs counts", async () => {
  const claimed = { "x-forwarded-for": "192.0.2.1, 192.0.2.2", "x-forwarded-proto": "http", "X-FORWARDED-PORT": "80" };
  const names = ["X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"];
  expect(await seen(names.map(param).join(" "), claimed)).toBe("192.0.2.1, 192.0.2.2, 203.0.113.7 443 https");
  expect(await seen("$input.params().get('header').get('X-Forwarded-For')", claimed)).toContain("203.0.113.7");
});

describe("the trace id", () => {
  const { send } = bench(stage(api({ "/": { POST: method() } })));
  const own = "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1";

  test("of the caller is seen by templates and is in the answer", async () => {
    const headers = { "Content-Type": "application/json", "x-amzn-trace-id": own };
    expect((await send({ headers })).headers["X-Amzn-Trace-Id"]).toBe(own);
    expect(await seen(param("X-Amzn-Trace-Id"), { "x-amzn-trace-id": own })).toBe(own);
  });

  test.each([{}, { "x-amzn-trace-id": "Root=mine" }])("is a new one without a root: %j", async (given) => {
    const { headers } = await send({ headers: { "Content-Type": "application/json", ...given } });
    expect(headers["X-Amzn-Trace-Id"]).toMatch(/^Root=1-695735a5-[0-9a-f]{24}$/);
  });
});

test.each([
  "$context.identity",
  "$context.get('identity')",
  "$context.requestOverride",
  "$context.responseOverride",
  "$context.requestOverride.header",
  "$context.responseOverride.get('header')",
  "#set($it = $context.identity)$it",
])("%s prints nothing", async (template) => {
  expect(await seen(`[${template}]`)).toBe("[]");
});

describe("what a template overrides twice", () => {
  const answering = (template: string) =>
    bench(
      stage(
        api({
          "/": {
            POST: method({
              integration: mock(200, {
                integrationResponses: {
                  "200": {
                    statusCode: "200",
                    responseParameters: {},
                    responseTemplates: { "application/json": template },
                  },
                },
              }),
            }),
          },
        }),
      ),
    ).send();

  test.each([
    ["the status", "#set($context.responseOverride.status = 400)#set($context.responseOverride.status = 401)"],
    ["a header", "#set($context.responseOverride.header.a = 'b')#set($context.responseOverride.header.a = 'b')"],
    [
      "a header in another way and case",
      "#set($context.responseOverride.header.a = 'b')$context.responseOverride.header.put('A', 'b')",
    ],
    ["a header of the request", `${"#set($context.requestOverride.header['X'] = 'b')".repeat(2)}`],
  ])("fails: %s", async (_, template) => {
    expect((await answering(template)).status).toBe(500);
  });

  test("is fine once each, and in a template of its own", async () => {
    const template = "#set($context.responseOverride.status = 400)#set($context.responseOverride.header.a = 'b')";
    expect((await answering(template)).status).toBe(400);
    const twice = integration({
      requestTemplates: { "application/json": "#set($context.responseOverride.status = 400){}" },
      integrationResponses: {
        "200": { statusCode: "200", responseParameters: {}, responseTemplates: { "application/json": template } },
      },
    });
    expect((await bench(stage(api({ "/": { POST: method({ integration: twice }) } }))).send()).status).toBe(400);
  });
});
