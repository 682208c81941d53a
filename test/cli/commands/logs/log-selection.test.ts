import { expect, test } from "vitest";
import { logSelection } from "../../../../src/cli/commands/logs/log-selection.ts";
import type { RequestEntry } from "../../../../src/watch/logs/request-entry.ts";

const now = Date.parse("2026-02-05T10:00:00Z");
const entry = (status: number, latency?: number): RequestEntry => ({ time: "", id: "i", status, latency });

test("--status takes codes and classes, several, with commas too", async () => {
  const { fits, pattern, ofRequests } = await logSelection({ status: ["429", "5xx,403"] }, now);
  expect([429, 500, 503, 403, 400, 200].map((status) => fits(entry(status)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(pattern).toBe('{ ($.status = "429") || ($.status = "5*") || ($.status = "403") }');
  expect(ofRequests).toBe(true);
});

test("--slow is the least that a request took", async () => {
  const { fits, pattern } = await logSelection({ slow: "1s" }, now);
  expect([fits(entry(200, 1_000)), fits(entry(200, 999)), fits(entry(200))]).toEqual([true, false, false]);
  expect(pattern).toBeUndefined();
});

test("without flags, the lines of the last ten minutes are shown", async () => {
  const selection = await logSelection({}, now);
  expect(selection).toMatchObject({ since: now - 600_000, until: undefined, limit: Infinity, ofRequests: false });
  expect(selection.fits(entry(200))).toBe(true);
  expect(selection.matches("anything")).toBe(true);
  expect((await logSelection({ grep: "^a.c$" }, now)).matches("abc")).toBe(true);
});

test.each([
  [{ status: ["4x"] }, /--status "4x" is no status/],
  [{ status: ["42"] }, /is no status/],
  [{ status: ["4"] }, /is no status/],
  [{ status: ["429xx"] }, /is no status/],
  [{ status: ["600"] }, /is no status/],
  [{ slow: "soon" }, /is not a duration/],
  [{ since: "latest" }, /"latest" is of streams/],
  [{ since: "5m", until: "10m" }, /Nothing can be shown/],
  [{ follow: true, until: "1m" }, /--follow has no end/],
  [{ limit: "0" }, /--limit takes/],
  [{ grep: "(" }, /is not a regular expression/],
])("%j is refused", async (options, text) => {
  await expect(logSelection(options, now)).rejects.toThrow(text);
});
