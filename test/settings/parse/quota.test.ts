import { expect, test } from "vitest";
import { quota } from "../../../src/settings/parse/quota.ts";

test.each([
  ["10000/day", { limit: 10_000, period: "DAY" }],
  ["1/WEEK", { limit: 1, period: "WEEK" }],
  ["2147483647/month", { limit: 2_147_483_647, period: "MONTH" }],
])("%s", (text, value) => {
  expect(quota(text, "--quota")).toEqual(value);
});

test.each([
  "10000",
  "10000/",
  "/day",
  "0/day",
  "1.5/day",
  "1e3/day",
  "-1/day",
  "2147483648/day",
  "5/hour",
  "5/days",
  "",
])('"%s" is refused', (text) => {
  expect(() => quota(text, "--quota")).toThrow(
    `--quota takes a whole number from 1 to 2147483647 and a period, not "${text}".`,
  );
});
