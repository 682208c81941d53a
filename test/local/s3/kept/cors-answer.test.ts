import { expect, test } from "vitest";
import { corsAnswer } from "../../../../src/local/s3/kept/cors-answer.ts";

const rule = (more: object = {}) => ({
  CORSRule: [{ AllowedMethod: ["GET"], AllowedOrigin: ["https://a.example", "http://*.b.example"], ...more }],
});
const ask = (origin: string, more: Readonly<Record<string, string>> = {}, method = "GET") => ({
  method,
  headers: { origin, ...more },
});
const vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

test("a rule names its origin, its methods, and what else it has", () => {
  expect(corsAnswer(rule(), ask("https://a.example"))).toEqual({
    isNamed: true,
    headers: {
      "Access-Control-Allow-Origin": "https://a.example",
      "Access-Control-Allow-Methods": "GET",
      "Access-Control-Allow-Credentials": "true",
      Vary: vary,
    },
  });
  const open = rule({
    AllowedOrigin: ["*"],
    AllowedHeader: ["X-Amz-*"],
    ExposeHeader: ["ETag", "x-a"],
    MaxAgeSeconds: 5,
  });
  const asked = { "access-control-request-method": "GET", "access-control-request-headers": "x-amz-date, X-AMZ-ACL" };
  expect(corsAnswer(open, ask("https://z.example", asked, "OPTIONS"))).toEqual({
    isNamed: false,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET",
      "Access-Control-Allow-Headers": "x-amz-date, x-amz-acl",
      "Access-Control-Expose-Headers": "ETag, x-a",
      "Access-Control-Max-Age": "5",
      Vary: vary,
    },
  });
});

test.each([
  ["another origin", ask("https://a.example.evil")],
  ["another scheme", ask("http://a.example")],
  ["another method", ask("https://a.example", {}, "PUT")],
  ["a header that is not allowed", ask("https://a.example", { "access-control-request-headers": "x-a" })],
  ["no origin", { method: "GET", headers: {} }],
])("%s is not taken", (_, request) => {
  expect(corsAnswer(rule(), request)).toBeUndefined();
  expect(corsAnswer(undefined, request)).toBeUndefined();
});

test.each<readonly [string, boolean]>([
  ["https://a.example.com", true],
  ["https://*.example.com", true],
  ...["*", "https://*", "h*", "*.com", "https://*.com", "https://a.*"].map((each) => [each, false] as const),
])("does %s name a page? %s", (AllowedOrigin, isNamed) => {
  const rules = { CORSRule: [{ AllowedOrigin: [AllowedOrigin], AllowedMethod: ["GET"] }] };
  expect(corsAnswer(rules, ask("https://a.example.com"))?.isNamed).toBe(isNamed);
});

test("a wildcard stands for any text in its place", () => {
  expect(corsAnswer(rule(), ask("http://x.b.example"))?.isNamed).toBe(true);
  expect(corsAnswer(rule(), ask("http://b.example"))).toBeUndefined();
});
