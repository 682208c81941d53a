import { describe, expect, test } from "vitest";
import { showingOf } from "../../../src/cli/records/showing.ts";
import type { ShowingOptions } from "../../../src/cli/records/showing-flags.ts";

test.each<[ShowingOptions, boolean, string]>([
  [{}, true, "pretty"],
  [{}, false, "json"],
  [{ json: true }, true, "json"],
  [{ raw: true }, true, "raw"],
  [{ output: "pretty" }, false, "pretty"],
  [{ output: "json", json: true }, true, "json"],
  [{ output: "raw", raw: true }, false, "raw"],
])("%j, on a terminal %s: %s", (options, onTerminal, style) => {
  expect(showingOf(options, onTerminal).style).toBe(style);
});

test("columns are told with blanks or commas, the delimiter with escapes", () => {
  expect(showingOf({ hide: ["time,shard", "key"] }, true).hidden).toEqual(new Set(["time", "shard", "key"]));
  expect(showingOf({ raw: true, delimiter: "\\0" }, true).delimiter).toBe("\0");
  expect(showingOf({ format: "{data}", delimiter: "" }, true).delimiter).toBe("");
});

describe("what does not go together is wrong usage", () => {
  test.each<[ShowingOptions, string]>([
    [{ raw: true, json: true }, "--raw and --json exclude each other."],
    [{ raw: true, output: "json" }, "--raw and --output json exclude each other."],
    [{ json: true, output: "pretty" }, "--json and --output pretty exclude each other."],
    [{ format: "{data}", json: true }, "--format and --json exclude each other."],
    [{ format: "{data}", output: "raw" }, "--format and --output raw exclude each other."],
    [{ format: "{data}", query: "data" }, "--format and --query exclude each other."],
    [{ time: "local" }, "--time changes how records are shown to people, and the output is json."],
    [{ hide: ["key"], raw: true }, "--hide changes how records are shown to people, and the output is raw."],
    [{ hex: true, format: "x" }, "--hex changes how records are shown to people, and the output is --format's."],
    [{ delimiter: "\\n" }, "--delimiter ends the records of --output raw and --format only."],
    [{ raw: true, delimiter: "\\q" }, "--delimiter has \\q at character 1, which stands for nothing."],
    [{ output: "yaml" }, '--output takes json, pretty or raw, not "yaml".'],
    [{ output: "pretty", time: "cet" }, '--time takes utc, local, relative or none, not "cet".'],
    [{ output: "pretty", hide: ["id"] }, '--hide takes time, stream, shard or key, not "id".'],
  ])("%j", (options, message) => {
    expect(() => showingOf(options, false)).toThrow(expect.objectContaining({ name: "UsageError", message }));
  });
});
