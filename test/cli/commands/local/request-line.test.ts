import { expect, test } from "vitest";
import { requestLine } from "../../../../src/cli/commands/local/request-line.ts";
import { PROBE_TYPE } from "../../../../src/mapping/request/probe.ts";

const fact = {
  service: "execute-api",
  operation: "POST /production",
  status: 200,
  contentType: "application/json",
  ms: 3.4,
};

test.each([
  [{}, "200 execute-api POST /production 3 ms"],
  [{ status: 415, reason: "Unsupported Media Type" }, "415 execute-api POST /production 3 ms: Unsupported Media Type"],
  [
    { status: 400, contentType: PROBE_TYPE, reason: "Kinesis refused" },
    "probe execute-api POST /production 3 ms: the endpoint works",
  ],
  [
    { status: 403, contentType: PROBE_TYPE, reason: "Forbidden" },
    "probe execute-api POST /production 3 ms: not serving yet (403: Forbidden)",
  ],
  [{ service: "", operation: "GET /" }, "200 GET / 3 ms"],
  [{ operation: "a".repeat(1000) }, `200 execute-api ${"a".repeat(300)}… 3 ms`],
  [{ status: 500, reason: "a".repeat(1000) }, `500 execute-api POST /production 3 ms: ${"a".repeat(300)}…`],
])("%o", (more, line) => expect(requestLine({ ...fact, ...more })).toBe(line));

test("what a sender chose stays on its line, and no terminal obeys it", () => {
  const hostile = "\u001b]0;title\u0007\r\n\tINJECTED\u009b2J\u202e\u2028";
  const line = requestLine({ ...fact, operation: hostile, reason: hostile, status: 404 });
  expect(line).not.toMatch(/[^ -~]/);
  expect(line).toContain("\\u001b]0;title\\u0007\\u000d\\n\\tINJECTED\\u009b2J\\u202e\\u2028");
});
