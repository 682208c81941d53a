import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/engine/errors.ts";
import { accessLogFormat, logRetention, retentionDays } from "../../../src/settings/parse/log-settings.ts";

test("a retention is one that CloudWatch Logs knows", () => {
  for (const days of retentionDays) expect(logRetention(String(days), "--log-retention")).toBe(days);
  for (const text of ["0", "2", "10", "14d", "-1", "1e1", "", "99999"])
    expect(() => logRetention(text, "--log-retention")).toThrow(UsageError);
});

describe("a format", () => {
  test.each([
    "$context.requestId",
    '{"id":"$context.extendedRequestId"}',
    "cost: 5$ $context.requestId",
    `${"x".repeat(3_052)} $context.requestId`,
  ])("may be %s", (text) => expect(accessLogFormat(text, "--access-log-format")).toEqual({ type: "own", text }));

  test("may end with a line end, which goes", () => {
    expect(accessLogFormat("$context.requestId\r\n", "")).toEqual({ type: "own", text: "$context.requestId" });
  });

  test.each([
    ["$context.status", "has neither $context.requestId nor $context.extendedRequestId"],
    ["$context.requestIdentity", "has neither"],
    ["$context.requestId.x", "has neither"],
    ["$context.requestid", "has neither"],
    ["$context.requestId\n$context.status", "more than one line"],
    ["$context.requestId $input.body", "cannot have $input.body"],
    ["$context.requestId ${stageVariables.a}", "cannot have ${stageVariables.a"],
    [`${"x".repeat(3_060)} $context.requestId`, "longer than 3072 bytes"],
  ])("cannot be %s", (text, words) => {
    expect(() => accessLogFormat(text, "--access-log-format")).toThrow(words);
  });
});
