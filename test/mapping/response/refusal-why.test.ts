import { expect, test } from "vitest";
import { refusalWhy } from "../../../src/mapping/response/refusal-why.ts";
import { statusesOf } from "../../../src/mapping/response/statuses.ts";

test.each([
  [{ status: 403, errorType: "ACCESS_DENIED" }, "resource policy"],
  [{ status: 403, errorType: "INVALID_API_KEY" }, "API key"],
  [{ status: 403, errorType: "MISSING_AUTHENTICATION_TOKEN" }, "no such path"],
  [{ status: 429, errorType: "THROTTLED" }, "--throttle"],
  [{ status: 429, errorType: "QUOTA_EXCEEDED" }, "--quota"],
  [{ status: 415, errorType: "UNSUPPORTED_MEDIA_TYPE" }, "--accept"],
  [{ status: 400, errorType: "BAD_REQUEST_BODY" }, "--schema"],
  [{ status: 413, errorType: "REQUEST_TOO_LARGE" }, "10 MB"],
  [{ status: 418, errorType: "NEW_TYPE" }, "NEW_TYPE"],
  [{ status: 429, integrationStatus: 400 }, "no room"],
  [{ status: 400, integrationStatus: 400 }, "too large"],
  [{ status: 500, integrationStatus: 400 }, "role"],
  [{ status: 502, integrationStatus: 500 }, "may be stored or not"],
  [{ status: 502 }, "its answer is not known"],
])("%j", (answered, words) => {
  expect(refusalWhy(answered, statusesOf())).toContain(words);
});

test("own statuses count, and what was not refused has no reason", () => {
  expect(refusalWhy({ status: 503, integrationStatus: 400 }, statusesOf({ busy: 503 }))).toContain("no room");
  expect(refusalWhy({ status: 200 }, statusesOf())).toBeUndefined();
  expect(refusalWhy({ status: 302 }, statusesOf())).toBeUndefined();
});
