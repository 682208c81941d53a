import { describe, expect, test } from "vitest";
import { batchResponseMappings } from "../../src/mapping/response/batch-response-mappings.ts";
import { corsHeaders, corsOf, gatewayResponses, preflightHeaders } from "../../src/mapping/cors.ts";
import { responseMappings } from "../../src/mapping/response/response-mappings.ts";
import { answer, refusal } from "./answering.ts";

const one = corsOf(["https://app.example.com"]);
const several = corsOf(["https://app.example.com", "http://localhost:3000"]);
const name = "method.response.header.Access-Control-Allow-Origin";
const exposed = { "method.response.header.Access-Control-Expose-Headers": "'Retry-After'" };
const busy = refusal("ProvisionedThroughputExceededException");

describe.each([responseMappings, batchResponseMappings])("answers to a page (%#)", (mappings) => {
  test("name the one origin, whatever the answer", () => {
    for (const mapping of Object.values(mappings({ type: "empty" }, { cors: one })))
      expect(mapping.headers).toEqual({ [name]: "'https://app.example.com'", ...exposed });
    expect(
      Object.values(mappings({ type: "empty" }, { cors: corsOf(["https://a.example", "*"]) }))[0]?.headers,
    ).toEqual({
      [name]: "'*'",
      ...exposed,
    });
  });

  test("name the caller's origin if it is one of several, and none otherwise", () => {
    const all = mappings({ type: "empty" }, { cors: several });
    for (const kinesis of [{ status: 200, body: { FailedRecordCount: 0 } }, busy, { status: 500, body: "<html>" }]) {
      const allowed = (header: Readonly<Record<string, string>>) =>
        answer(all, kinesis, { header }).headers["Access-Control-Allow-Origin"];
      expect(allowed({ origin: "http://localhost:3000" })).toBe("http://localhost:3000");
      expect(allowed({ Origin: "https://app.example.com" })).toBe("https://app.example.com");
      expect(allowed({ Origin: "https://app.example.com.evil.example" })).toBeUndefined();
      expect(allowed({})).toBeUndefined();
    }
    for (const { headers } of Object.values(all))
      expect(headers).toEqual({ "method.response.header.Vary": "'Origin'", ...exposed });
    expect(answer(all, { status: 200, body: { FailedRecordCount: 0 } }).text).toBe("");
  });

  test("have only headers that are declared", () => {
    for (const cors of [undefined, one, several])
      for (const { headers } of Object.values(mappings({ type: "empty" }, { cors })))
        expect(Object.keys(headers)).toEqual(corsHeaders(cors).map((header) => `method.response.header.${header}`));
  });
});

test("API Gateway's own refusals can be read, too, and are JSON", () => {
  const header = "gatewayresponse.header.Access-Control-Allow-Origin";
  expect(gatewayResponses(one)["DEFAULT_4XX"]?.responseParameters).toEqual({ [header]: "'https://app.example.com'" });
  expect(gatewayResponses(several)["DEFAULT_5XX"]?.responseParameters).toEqual({ [header]: "'*'" });
});

describe("with credentials", () => {
  const allowed = { "method.response.header.Access-Control-Allow-Credentials": "'true'" };

  test("every answer allows them, a preflight too", () => {
    for (const cors of [
      corsOf(["https://app.example.com"], true),
      corsOf(["https://a.example", "https://b.example"], true),
    ]) {
      const without = responseMappings({ type: "empty" }, { cors: { ...cors, credentials: false } });
      for (const [status, { headers }] of Object.entries(responseMappings({ type: "empty" }, { cors })))
        expect(headers).toEqual({ ...without[status]?.headers, ...allowed });
      expect(preflightHeaders(cors, ["POST"])).toMatchObject({ "Access-Control-Allow-Credentials": "true" });
    }
  });

  test("API Gateway's own refusals name the page's origin, since * does not count then", () => {
    const header = (name: string) => `gatewayresponse.header.${name}`;
    const parameters = (...origins: readonly string[]) =>
      gatewayResponses(corsOf(origins, true))["DEFAULT_4XX"]?.responseParameters;
    expect(parameters("https://a.example")).toEqual({
      [header("Access-Control-Allow-Origin")]: "'https://a.example'",
      [header("Access-Control-Allow-Credentials")]: "'true'",
    });
    expect(parameters("https://a.example", "https://b.example")).toEqual({
      [header("Access-Control-Allow-Origin")]: "method.request.header.origin",
      [header("Access-Control-Allow-Credentials")]: "'true'",
      [header("Vary")]: "'Origin'",
    });
  });
});

test.each([
  "",
  "example.com",
  "https://example.com/",
  "https://example.com/a",
  "https://a'b.example",
  "ftp://a.example",
  "null",
  "https://*.example.com",
  "HTTPS://EXAMPLE.COM",
])("%j is not an origin", (origin) => expect(() => corsOf([origin])).toThrow(RangeError));
