import { expect, test } from "vitest";
import { retryAfter } from "../../../src/records/forward/retry-after.ts";

const now = Date.UTC(2026, 0, 31, 12, 0, 0);

test.each([
  ["7", 7_000, 7_000],
  [" 0 ", 0, 0],
  ["86400", 86_400_000, 300_000],
  ["Sat, 31 Jan 2026 12:00:30 GMT", 30_000, 30_000],
  ["Saturday, 31-Jan-26 12:00:30 GMT", 30_000, 30_000],
  ["Sat, 31 Jan 2026 11:00:00 GMT", 0, 0],
])("%j asks for %d ms, and %d are waited", (header, asked, most) => {
  expect(retryAfter(header, now)).toEqual({ asked, most });
});

test.each([undefined, "", "soon", "1.5", "-3", "2026-01-31"])("%j says nothing", (header) => {
  expect(retryAfter(header, now)).toBe(undefined);
});
